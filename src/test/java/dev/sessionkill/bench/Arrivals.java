package dev.sessionkill.bench;

import java.time.Duration;
import java.util.Arrays;

/** When calls arrived. */
final class Arrivals {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long[] nanos;

    /**
     * Calls that arrived then.
     *
     * @param nanos in order
     */
    Arrivals(long[] nanos) {
        this.nanos = nanos;
    }

    /** The most in any half-open window of one second, as they were noted. */
    int worstSecond() {
        return worst(SECOND);
    }

    /**
     * Certainly arrived within one second: what was noted up to that late is not held against us.
     */
    int worstSecond(long lateness) {
        if (lateness >= SECOND / 2) {
            throw new IllegalStateException("the machine is too busy to tell when calls arrived");
        }
        return worst(SECOND - lateness);
    }

    private int worst(long window) {
        int most = 0;
        int oldest = 0;
        for (int newest = 0; newest < nanos.length; newest++) {
            while (nanos[newest] - nanos[oldest] >= window) {
                oldest++;
            }
            most = Math.max(most, newest - oldest + 1);
        }
        return most;
    }

    /** Those from one time until before another. */
    Arrivals between(long from, long until) {
        return new Arrivals(Arrays.stream(nanos).filter(it -> it >= from && it < until).toArray());
    }

    /** When the first came from then on; infinity when none did. */
    double firstAfter(long from) {
        return Arrays.stream(nanos)
                .filter(it -> it >= from)
                .mapToDouble(it -> it)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    int count() {
        return nanos.length;
    }

    /** What part of the limit was used in that time. */
    double used(int perSecond, long from, long until) {
        return between(from, until).count() / (perSecond * (until - from) / (double) SECOND);
    }

    /** How many in each second from then on. */
    double[] perSecond(long from, int seconds) {
        double[] counts = new double[seconds];
        for (long it : nanos) {
            long second = Math.floorDiv(it - from, SECOND);
            if (second >= 0 && second < seconds) {
                counts[(int) second]++;
            }
        }
        return counts;
    }
}
