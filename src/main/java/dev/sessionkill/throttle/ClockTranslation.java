package dev.sessionkill.throttle;

import java.util.Optional;

/**
 * How far the database's clock is ahead of this process's monotonic one, as bounds that get closer
 * with every statement: the database read its clock after the statement was sent and before its
 * answer came. Each method gives the bound on whose side no call leaves early. All in nanoseconds.
 *
 * @param low by how much at least
 * @param high by how much at most
 * @param at when that was known, on the monotonic clock
 */
record ClockTranslation(long low, long high, long at) {

    /**
     * One nanosecond in so many: how far two clocks may drift apart while both are being slewed by
     * NTP, each by its usual 500 ppm. What drifts faster counts as set.
     */
    static final long DRIFT = 1_000;

    /** What a statement shows that was sent and answered then, and read that on its clock. */
    static ClockTranslation of(long sent, long database, long answered) {
        return new ClockTranslation(database - answered, database - sent, answered);
    }

    /** Both taken together; empty when they contradict each other, because a clock was set. */
    Optional<ClockTranslation> and(ClockTranslation newer) {
        ClockTranslation old = seenFrom(newer.at);
        long bothLow = Math.max(old.low, newer.low);
        long bothHigh = Math.min(old.high, newer.high);
        return bothLow <= bothHigh
                ? Optional.of(new ClockTranslation(bothLow, bothHigh, newer.at))
                : Optional.empty();
    }

    /** The monotonic time from which on the database's clock certainly shows that time or later. */
    long reached(long database, long now) {
        return database - seenFrom(now).low;
    }

    /** The monotonic time up to which the database's clock certainly shows that time at most. */
    long notPast(long database, long now) {
        return database - seenFrom(now).high;
    }

    /** The latest that the database's clock can show now. */
    long latest(long now) {
        return now + seenFrom(now).high;
    }

    private ClockTranslation seenFrom(long time) {
        long drift = Math.max(0, time - at) / DRIFT;
        return new ClockTranslation(low - drift, high + drift, time);
    }
}
