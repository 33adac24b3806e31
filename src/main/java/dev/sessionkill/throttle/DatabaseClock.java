package dev.sessionkill.throttle;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the database's clock and its memory of reservations can be trusted. When the clock was
 * set, the server is another one or it failed, then a quarantine begins: permits of before are
 * worthless, and none is given until every call that any replica was granted before has been sent
 * and has rested. Each replica finds that out by itself, before it uses anything that the database
 * has told it since. A process that has just started knows nothing of before, so it begins with
 * one.
 */
final class DatabaseClock {

    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);

    /** The longest way from a reservation to the sending of its call, and one second's rest. */
    static final long QUARANTINE =
            SharedQueue.BOOKED_AHEAD + SharedQueue.HOLD + CallBudgets.REST.toNanos();

    private final String budget;
    private @Nullable ClockTranslation translation;
    private String server = "";
    private long trustedFrom;
    private long era;

    DatabaseClock(String budget) {
        this.budget = budget;
    }

    /**
     * Takes in what a statement shows.
     *
     * @return whether its answer may be used
     */
    synchronized boolean saw(long sent, SlotTable.Answer answer, long answered) {
        ClockTranslation newer = ClockTranslation.of(sent, answer.now(), answered);
        ClockTranslation known = translation;
        if (known == null || !answer.server().equals(server)) {
            server = answer.server();
            translation = newer;
            distrust(answered);
            return false;
        }
        Optional<ClockTranslation> both = known.and(newer);
        translation = both.orElse(newer);
        if (both.isEmpty()) {
            log.warn(
                    "The database's clock was set, or this process was stopped: no call of {}"
                            + " leaves for two seconds.",
                    budget);
            distrust(answered);
        }
        return both.isPresent() && quarantine(answered) <= 0;
    }

    /** A statement failed: the server may have forgotten what it had confirmed. */
    synchronized void lost(long now) {
        translation = null;
        distrust(now);
    }

    /** How much of the quarantine is left, in nanoseconds; zero or negative when it is over. */
    synchronized long quarantine(long now) {
        return translation == null ? QUARANTINE : trustedFrom - now;
    }

    /** Changes with every quarantine. */
    synchronized long era() {
        return era;
    }

    /** See {@link ClockTranslation#reached}. */
    synchronized long reached(long database, long now) {
        return translation == null ? now + QUARANTINE : translation.reached(database, now);
    }

    /** Whether the database's clock certainly shows that time at most. */
    synchronized boolean isNotPast(long database, long now) {
        return translation != null && translation.notPast(database, now) - now >= 0;
    }

    /** The latest that the database's clock can show now, if anything is known of it. */
    synchronized Optional<Long> latest(long now) {
        return Optional.ofNullable(translation).map(it -> it.latest(now));
    }

    private void distrust(long now) {
        trustedFrom = now + QUARANTINE;
        era++;
    }
}
