package dev.sessionkill.throttle;

/**
 * How much longer a slot rests after the vendor has counted more calls than we sent: its console
 * and other tools spend the same limit. Each time adds a quarter of the rest, up to twice the rest,
 * and a minute after the last time it is over. Pure arithmetic on a nanosecond clock; the caller
 * brings the time and the lock.
 */
final class Widening {

    static final long LASTS = 60_000_000_000L;

    /** In quarters: twice the rest. */
    static final int MOST = 4;

    private final long rest;
    private int quarters;
    private long until;

    Widening(long rest) {
        this.rest = rest;
    }

    void exceeded(long now) {
        quarters = Math.min(MOST, quarters(now) + 1);
        until = now + LASTS;
    }

    /** How long a slot rests that is used now. */
    long rest(long now) {
        return rest * (4 + quarters(now)) / 4;
    }

    private int quarters(long now) {
        return until - now > 0 ? quarters : 0;
    }
}
