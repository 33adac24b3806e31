package dev.sessionkill.kill;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How fast pairs depart while others wait: an average in which the newest counts most. In the long
 * run it is never faster than the budget allows, however many places were open at first.
 */
final class Pace {

    private static final double NEWEST = 0.1;

    private final LongSupplier nanoTime;
    private final double shortest;
    private double interval;
    private long samples;
    private long last;
    private boolean othersWaited;

    /**
     * No pair has departed yet.
     *
     * @param shortest the time from pair to pair when the budget is fully used
     */
    Pace(LongSupplier nanoTime, Duration shortest) {
        this.nanoTime = nanoTime;
        this.shortest = shortest.toNanos();
    }

    /** A pair departs, and whether others could if there were a place for them. */
    void departed(boolean othersWait) {
        long now = nanoTime.getAsLong();
        if (othersWaited) {
            samples++;
            interval += Math.max(NEWEST, 1.0 / samples) * (now - last - interval);
        }
        last = now;
        othersWaited = othersWait;
    }

    /** How long so many pairs take. */
    Duration of(int pairs) {
        return Duration.ofNanos(Math.round(Math.max(shortest, interval) * pairs));
    }
}
