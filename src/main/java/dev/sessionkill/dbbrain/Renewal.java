package dev.sessionkill.dbbrain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Temporary credentials and when to renew them. One thread renews; any may read. Nothing that goes
 * wrong takes valid ones away.
 */
final class Renewal {

    private static final Logger log = LoggerFactory.getLogger(Renewal.class);

    /** The vendor issues none for longer; what claims to be is asked for anew after that. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(12);

    private static final Duration BETWEEN_DEMANDS = Duration.ofSeconds(10);

    private final String setting;
    private final CredentialIssuer issuer;
    private final RenewalPace pace;
    private final Clocks clocks;
    private volatile @Nullable HeldCredentials held;
    private volatile int failures;
    private volatile long attemptedAt;
    private volatile long dueAt;
    private Instant dueOnTheClock = Instant.MAX;
    private boolean told;

    /**
     * A clock that is set or stands still while the machine is suspended, and one that never goes
     * back.
     *
     * @param timeOfDay for the vendor's times
     * @param ticker nanoseconds, for pauses
     */
    record Clocks(InstantSource timeOfDay, LongSupplier ticker) {
        static final Clocks SYSTEM = new Clocks(InstantSource.system(), System::nanoTime);
    }

    /**
     * @param setting the property that asks for them, for messages
     */
    Renewal(String setting, CredentialIssuer issuer, RenewalPace pace, Clocks clocks) {
        this.setting = setting;
        this.issuer = issuer;
        this.pace = pace;
        this.clocks = clocks;
        this.dueAt = clocks.ticker().getAsLong();
    }

    /** Those that are valid now. */
    Optional<HeldCredentials> held() {
        return Optional.ofNullable(held).filter(it -> it.validAt(now()));
    }

    /** Whether asking now, out of turn, may bring others; not when that was done just before. */
    boolean worthAsking() {
        return failures == 0 && ticks() - attemptedAt >= BETWEEN_DEMANDS.toNanos();
    }

    Duration untilDue() {
        return isDue() ? Duration.ZERO : Duration.ofNanos(dueAt - ticks());
    }

    boolean isDue() {
        return ticks() - dueAt >= 0 || (failures == 0 && !now().isBefore(dueOnTheClock));
    }

    /** Asks the issuer, once. */
    void renew() {
        Issuance issuance = ask();
        Instant now = now();
        attemptedAt = ticks();
        switch (issuance) {
            case Issuance.Issued(Credentials credentials, Instant expires) -> {
                if (now.isBefore(expires)) {
                    take(credentials, earlier(expires, now.plus(LONGEST_LIFE)), now);
                } else {
                    failed("those that were issued have expired already; is the clock right?");
                }
            }
            case Issuance.Failed(String why) -> failed(why);
        }
    }

    private Issuance ask() {
        try {
            return issuer.issue();
        } catch (RuntimeException e) {
            return new Issuance.Failed(e.getClass().getSimpleName());
        }
    }

    private void take(Credentials credentials, Instant expires, Instant now) {
        HeldCredentials before = held;
        Instant since =
                before != null && before.credentials().equals(credentials) ? before.since() : now;
        held = new HeldCredentials(credentials, since, expires);
        if (failures > 0) {
            log.info("{}: credentials are issued again.", setting);
        }
        failures = 0;
        told = false;
        Duration pause = pace.afterSuccess(Duration.between(now, expires));
        dueAt = ticks() + pause.toNanos();
        dueOnTheClock = now.plus(pause);
    }

    private void failed(String why) {
        boolean valid = held().isPresent();
        int inARow = failures + 1;
        failures = inARow;
        dueAt = ticks() + pace.afterFailure(inARow, valid).toNanos();
        if (!valid && !told) {
            log.error(
                    "{}: there are no valid credentials: {}. No kill works until there are.",
                    setting,
                    why);
            told = true;
        } else if (inARow == 1) {
            log.warn(
                    "{}: new credentials cannot be had: {}. Those in use stay valid until {}; the"
                            + " gateway keeps asking.",
                    setting,
                    why,
                    Optional.ofNullable(held).map(HeldCredentials::expires).orElse(null));
        }
    }

    private Instant now() {
        return clocks.timeOfDay().instant();
    }

    private long ticks() {
        return clocks.ticker().getAsLong();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
