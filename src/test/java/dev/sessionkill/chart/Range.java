package dev.sessionkill.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalDouble;

/**
 * The samples of a series in the last seconds.
 *
 * @param samples by their time in seconds
 * @param begin which is no part of it
 * @param end which is
 */
record Range(NavigableMap<Long, Double> samples, long begin, long end) {

    static Range of(Series series, long seconds, long end) {
        long begin = end - seconds;
        return new Range(series.samples().subMap(begin, false, end, true), begin, end);
    }

    OptionalDouble min() {
        return samples.values().stream().mapToDouble(it -> it).min();
    }

    OptionalDouble changes() {
        List<Double> values = new ArrayList<>(samples.values());
        int changes = 0;
        for (int i = 1; i < values.size(); i++) {
            changes += values.get(i).equals(values.get(i - 1)) ? 0 : 1;
        }
        return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(changes);
    }

    OptionalDouble rate() {
        OptionalDouble increase = increase();
        return increase.isEmpty()
                ? increase
                : OptionalDouble.of(increase.getAsDouble() / seconds(begin, end));
    }

    /** Of a counter, extended to the ends of the range as far as the samples let guess. */
    OptionalDouble increase() {
        if (samples.size() < 2) {
            return OptionalDouble.empty();
        }
        double increase = 0;
        double before = samples.firstEntry().getValue();
        for (double value : samples.values()) {
            // A counter that falls has begun anew.
            increase += value < before ? value : value - before;
            before = value;
        }
        double covered = seconds(samples.firstKey(), samples.lastKey());
        double between = covered / (samples.size() - 1);
        double head = extension(seconds(begin, samples.firstKey()), between);
        if (increase > 0) {
            // It was never below zero.
            head = Math.min(head, covered * samples.firstEntry().getValue() / increase);
        }
        double tail = extension(seconds(samples.lastKey(), end), between);
        return OptionalDouble.of(increase * ((covered + head + tail) / covered));
    }

    private static double seconds(long from, long to) {
        return (double) (to - from);
    }

    private static double extension(double gap, double between) {
        return gap >= between * 1.1 ? between / 2 : gap;
    }
}
