package dev.sessionkill.dbbrain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Credentials as they are published: all parts at once, never changed.
 *
 * @param credentials one consistent set
 * @param since when they were taken over
 * @param expires when the vendor stops accepting them; null when it does not
 */
record HeldCredentials(Credentials credentials, Instant since, @Nullable Instant expires) {

    boolean validAt(Instant now) {
        return expires == null || now.isBefore(expires);
    }

    Duration age(Instant now) {
        return now.isBefore(since) ? Duration.ZERO : Duration.between(since, now);
    }

    /** Empty when they do not expire. */
    Optional<Duration> left(Instant now) {
        return Optional.ofNullable(expires).map(it -> Duration.between(now, it));
    }
}
