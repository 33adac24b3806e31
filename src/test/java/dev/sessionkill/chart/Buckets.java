package dev.sessionkill.chart;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A histogram.
 *
 * @param counts by upper bound, each with those below it
 */
record Buckets(NavigableMap<Double, Double> counts) {

    static Buckets of(List<Sample> samples) {
        NavigableMap<Double, Double> counts = new TreeMap<>();
        samples.forEach(it -> counts.put(bound(it), it.value()));
        return new Buckets(counts);
    }

    private static double bound(Sample sample) {
        String bound = Objects.requireNonNull(sample.labels().get("le"), "a bucket has an le");
        return bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
    }

    /** In the bucket where it lies, as if all there were evenly spread; NaN of nothing. */
    double quantile(double quantile) {
        if (counts.size() < 2 || Double.isFinite(counts.lastKey())) {
            return Double.NaN;
        }
        double all = counts.lastEntry().getValue();
        double rank = quantile * all;
        double begin = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : counts.headMap(counts.lastKey()).entrySet()) {
            double count = bucket.getValue();
            if (all > 0 && count >= rank) {
                return begin + (bucket.getKey() - begin) * (rank - below) / (count - below);
            }
            begin = bucket.getKey();
            below = count;
        }
        return all > 0 ? begin : Double.NaN;
    }
}
