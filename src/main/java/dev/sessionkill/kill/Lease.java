package dev.sessionkill.kill;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The right to carry out one kill. In the database it is an epoch, which every write checks, and a
 * time until which nobody else takes the kill over. Here it is that time on our own monotonic
 * clock, counted from before the write that set it, so that ours ends first: whoever was stopped
 * for longer than that sends nothing when he wakes up.
 */
final class Lease {

    /** How long a lease runs from each write and each renewal. */
    static final Duration LENGTH = Duration.ofSeconds(10);

    /** Clocks do not run equally fast. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    private final long epoch;
    private final LongSupplier nanoTime;
    private volatile long until;
    private volatile boolean lost;

    /**
     * A lease that was taken.
     *
     * @param epoch its number in the database
     * @param asked when the write that took it was begun, on the clock
     * @param nanoTime the clock
     */
    Lease(long epoch, long asked, LongSupplier nanoTime) {
        this.epoch = epoch;
        this.nanoTime = nanoTime;
        renewed(asked);
    }

    long epoch() {
        return epoch;
    }

    /** A write that was begun then has renewed it. */
    void renewed(long asked) {
        until = asked + LENGTH.minus(MARGIN).toNanos();
    }

    /** What the clock shows, to be handed to {@link #renewed}. */
    long now() {
        return nanoTime.getAsLong();
    }

    /** Somebody else has taken the kill over, or it was cancelled. */
    void lose() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }

    /** Whether nobody can have taken the kill over yet. */
    boolean isHeld() {
        return until - nanoTime.getAsLong() > 0;
    }
}
