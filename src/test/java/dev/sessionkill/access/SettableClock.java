package dev.sessionkill.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is told otherwise. */
final class SettableClock extends Clock {

    static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    private volatile Instant now = START;
    private volatile boolean broken;

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** From now on whoever asks for the time meets a fault. */
    void breakDown() {
        broken = true;
    }

    @Override
    public Instant instant() {
        if (broken) {
            throw new IllegalStateException("broken for the test");
        }
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
