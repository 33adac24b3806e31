package dev.sessionkill.kill;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long what a look showed is good enough for a Commit: for a second from when the look began.
 * Where lists take longer than that there is nothing newer to be had; then what was shown must be
 * used at once.
 */
final class Freshness {

    static final Duration LASTS = Duration.ofSeconds(1);
    static final Duration AT_ONCE = Duration.ofMillis(250);

    private final LongSupplier clock;
    private volatile long until;

    Freshness() {
        this(System::nanoTime);
    }

    /**
     * @param clock in nanoseconds
     */
    Freshness(LongSupplier clock) {
        this.clock = clock;
        this.until = clock.getAsLong();
    }

    /** A look has ended that began then, on the same clock. */
    void looked(long began) {
        long now = clock.getAsLong();
        until = now + Math.max(LASTS.toNanos() - (now - began), AT_ONCE.toNanos());
    }

    /** Whether a Commit may still leave. */
    boolean lasts() {
        return clock.getAsLong() - until < 0;
    }
}
