package dev.sessionkill.access;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.sessionkill.core.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one issuer's claims must say.
 *
 * @param audience what {@code aud} must contain
 * @param callerClaim the claim that names the caller
 * @param groupsClaim the claim that lists the groups
 */
record ClaimRules(String audience, String callerClaim, String groupsClaim) {

    /** How far two clocks may be apart. */
    static final Duration SKEW = Duration.ofSeconds(60);

    private static final int MAX_NAME = 200;

    /**
     * To be asked only once the signature is known to be good.
     *
     * @param json the claims as they were written: Nimbus turns a number in {@code sub} into text
     */
    Verdict judge(JWTClaimsSet claims, Map<String, Object> json, Clock clock) {
        Optional<Refusal> refusal = time(claims, clock.instant());
        if (refusal.isPresent()) {
            return new Verdict.Refused(refusal.get());
        }
        if (!claims.getAudience().contains(audience)) {
            return new Verdict.Refused(Refusal.AUDIENCE);
        }
        if (json.containsKey("cnf")) {
            // RFC 9449, section 7.2: without its proof such a token is not a credential.
            return new Verdict.Refused(Refusal.BOUND);
        }
        if (!(json.get(callerClaim) instanceof String name) || !printable(name)) {
            return new Verdict.Refused(Refusal.CALLER);
        }
        return groups(json.get(groupsClaim))
                .<Verdict>map(it -> new Verdict.Accepted(new Caller("sub:" + name, it)))
                .orElse(new Verdict.Refused(Refusal.GROUPS));
    }

    private static Optional<Refusal> time(JWTClaimsSet claims, Instant now) {
        Date expiry = claims.getExpirationTime();
        if (expiry == null) {
            return Optional.of(Refusal.NO_EXPIRY);
        }
        if (!now.isBefore(expiry.toInstant().plus(SKEW))) {
            return Optional.of(Refusal.EXPIRED);
        }
        return future(claims.getNotBeforeTime(), now) || future(claims.getIssueTime(), now)
                ? Optional.of(Refusal.NOT_YET_VALID)
                : Optional.empty();
    }

    private static boolean future(@Nullable Date date, Instant now) {
        return date != null && date.toInstant().isAfter(now.plus(SKEW));
    }

    private static Optional<Set<String>> groups(@Nullable Object claim) {
        List<?> groups =
                switch (claim) {
                    case null -> List.of();
                    case String one -> List.of(one);
                    case List<?> several -> several;
                    default -> List.of(claim);
                };
        return groups.stream().allMatch(it -> it instanceof String name && printable(name))
                ? Optional.of(groups.stream().map(it -> "group:" + it).collect(Collectors.toSet()))
                : Optional.empty();
    }

    private static boolean printable(String name) {
        return !name.isBlank()
                && name.length() <= MAX_NAME
                && name.codePoints().noneMatch(ClaimRules::invisible);
    }

    /** What would forge or hide text where the name is shown: controls, overrides, halves. */
    private static boolean invisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}
