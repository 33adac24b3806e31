package dev.sessionkill.core;

import java.time.Duration;

/**
 * A point on the monotonic clock ({@link System#nanoTime}) until which somebody is ready to wait.
 *
 * @param nanos the point, in nanoseconds of that clock
 */
public record Deadline(long nanos) {

    /** That long from now. */
    public static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** How much time is left; zero or negative once it has passed. */
    public Duration left() {
        return Duration.ofNanos(nanosAfter(System.nanoTime()));
    }

    /** Whether it has passed. */
    public boolean passed() {
        return nanosAfter(System.nanoTime()) <= 0;
    }

    /** How much time is left at that point of the clock, in nanoseconds. */
    public long nanosAfter(long now) {
        return nanos - now;
    }
}
