package dev.sessionkill.kill;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How many pairs are asked for lately: a count in which what is long ago fades away. */
final class Demand {

    private final LongSupplier nanoTime;
    private final double lately;
    private double count;
    private long last;

    /**
     * Nothing has been asked for yet.
     *
     * @param lately how long ago something counts for little more than a third
     */
    Demand(LongSupplier nanoTime, Duration lately) {
        this.nanoTime = nanoTime;
        this.lately = lately.toNanos();
        this.last = nanoTime.getAsLong();
    }

    void asked(int pairs) {
        count = lately() + pairs;
        last = nanoTime.getAsLong();
    }

    /** How many are asked for in that time, if it goes on like this. */
    double in(Duration time) {
        return lately() * time.toNanos() / lately;
    }

    private double lately() {
        return count * Math.exp((last - nanoTime.getAsLong()) / lately);
    }
}
