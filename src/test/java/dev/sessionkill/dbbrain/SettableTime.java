package dev.sessionkill.dbbrain;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Both clocks; they stand still until they are told otherwise. */
final class SettableTime {

    static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    private volatile Instant timeOfDay = START;
    private final AtomicLong ticks = new AtomicLong(-5);

    final Renewal.Clocks clocks = new Renewal.Clocks(() -> timeOfDay, ticks::get);

    void pass(Duration time) {
        timeOfDay = timeOfDay.plus(time);
        ticks.addAndGet(time.toNanos());
    }

    /** Sets the time of day, or wakes the machine from being suspended. */
    void set(Duration by) {
        timeOfDay = timeOfDay.plus(by);
    }

    Instant now() {
        return timeOfDay;
    }
}
