package dev.sessionkill.kill;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How fast pairs depart while others wait: an average in which the newest counts most. */
final class Pace {

    private static final double NEWEST = 0.1;

    private final LongSupplier nanoTime;
    private double interval;
    private long last;
    private boolean othersWaited;

    Pace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A pair departs, and whether others could if there were a place for them. */
    void departed(boolean othersWait) {
        long now = nanoTime.getAsLong();
        if (othersWaited) {
            interval += NEWEST * (now - last - interval);
        }
        last = now;
        othersWaited = othersWait;
    }

    /** How long so many pairs take; nothing while nobody ever had to wait. */
    Duration of(int pairs) {
        return Duration.ofNanos(Math.round(interval * pairs));
    }
}
