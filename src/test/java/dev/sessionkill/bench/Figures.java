package dev.sessionkill.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** Measured values. */
final class Figures {

    private final double[] sorted;

    private Figures(double[] sorted) {
        this.sorted = sorted;
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    static <T> Figures of(Collection<T> all, ToDoubleFunction<T> figure) {
        return new Figures(all.stream().mapToDouble(figure).sorted().toArray());
    }

    /** The smallest value that so many per cent of all do not exceed. */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(1, rank) - 1];
    }

    double max() {
        return sorted[sorted.length - 1];
    }

    /** For a plot: the value at each per cent. */
    double[] curve() {
        double[] curve = new double[101];
        Arrays.setAll(curve, this::percentile);
        return curve;
    }
}
