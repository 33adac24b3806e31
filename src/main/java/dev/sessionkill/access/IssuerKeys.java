package dev.sessionkill.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.RateLimitedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * An issuer's keys, kept. The layers are those of Nimbus' {@code JWKSourceBuilder}, put together
 * here because that one always asks the system's clock, and answers a key that is unknown just
 * after a fetch as if the issuer were down.
 */
final class IssuerKeys {

    /** At most two fetches in this time, however many tokens name unknown keys. */
    static final Duration FETCH_INTERVAL = Duration.ofSeconds(10);

    /** How long keys are used without asking again. */
    static final Duration FRESH = Duration.ofMinutes(5);

    /** How long keys are used while the issuer cannot be reached. */
    static final Duration OUTAGE = Duration.ofHours(1);

    /** How long a request waits for a fetch that another began. */
    private static final Duration FETCH_WAIT = Duration.ofSeconds(10);

    private final RemoteKeys remote;
    private final JWKSetSource<SecurityContext> kept;
    private final Clock clock;

    IssuerKeys(RemoteKeys remote, Clock clock) {
        this.remote = remote;
        this.clock = clock;
        var tolerant = new OutageTolerantJWKSetSource<>(remote, OUTAGE.toMillis(), null);
        var limited = new RateLimitedJWKSetSource<>(tolerant, FETCH_INTERVAL.toMillis(), null);
        kept = new CachingJWKSetSource<>(limited, FRESH.toMillis(), FETCH_WAIT.toMillis(), null);
    }

    /**
     * The keys that match, asking the issuer again when none of those kept does.
     *
     * @throws KeySourceException when the issuer had to be asked and could not be
     */
    List<JWK> matching(JWKMatcher matcher) throws KeySourceException {
        JWKSelector selector = new JWKSelector(matcher);
        JWKSet known = get(JWKSetCacheRefreshEvaluator.noRefresh());
        List<JWK> found = selector.select(known);
        if (found.isEmpty()) {
            found = selector.select(newerThan(known));
        }
        if (found.isEmpty() && remote.failing()) {
            throw new JWKSetUnavailableException("the key may be newer than those kept");
        }
        return found;
    }

    /**
     * Asks the issuer whether they have changed, unless it was asked too often.
     *
     * @throws KeySourceException when it does not answer and there are none that may still be used
     */
    void refresh() throws KeySourceException {
        try {
            JWKSet _ = get(JWKSetCacheRefreshEvaluator.forceRefresh());
        } catch (RateLimitReachedException e) {
            // Others have just asked.
        }
    }

    private JWKSet newerThan(JWKSet known) throws KeySourceException {
        try {
            return get(JWKSetCacheRefreshEvaluator.referenceComparison(known));
        } catch (RateLimitReachedException e) {
            return known;
        }
    }

    private JWKSet get(JWKSetCacheRefreshEvaluator refresh) throws KeySourceException {
        return kept.getJWKSet(refresh, clock.millis(), null);
    }
}
