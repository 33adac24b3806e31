package dev.sessionkill.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are believed, and what their callers may do.
 *
 * @param issuers whose tokens are believed; at least one
 * @param grants what is allowed; nothing granted means nothing allowed
 * @param deny what is not allowed, whatever is granted
 * @param requestsPerSecond how many requests a second each caller may make
 */
@ConfigurationProperties(prefix = "gateway.access", ignoreUnknownFields = false)
record AccessSettings(
        @DefaultValue List<IssuerSettings> issuers,
        @DefaultValue List<GrantSettings> grants,
        @DefaultValue List<DenialSettings> deny,
        @DefaultValue("50") int requestsPerSecond) {

    static final String PREFIX = "gateway.access.";

    /**
     * One issuer of tokens.
     *
     * @param uri the exact {@code iss} of its tokens
     * @param jwkSetUri where its keys are; absent, the issuer's discovery document tells
     * @param audience what {@code aud} must contain
     * @param callerClaim the claim that names the caller
     * @param groupsClaim the claim that lists the caller's groups
     */
    record IssuerSettings(
            @Nullable String uri,
            @Nullable String jwkSetUri,
            @DefaultValue("session-kill-gateway") String audience,
            @DefaultValue("sub") String callerClaim,
            @DefaultValue("groups") String groupsClaim) {}

    /**
     * One grant. In every pattern only {@code *} is special, and an absent list matches nothing.
     *
     * @param callers patterns that begin with {@code sub:} or {@code group:}
     * @param actions what they may do
     * @param accounts patterns of account names
     * @param instances patterns of instance ids
     * @param users whose sessions: patterns of MySQL users
     * @param databases patterns of databases; a session without one is matched as the empty name
     * @param maxSessions how many sessions one kill may name, 1 to 100
     * @param weight how large their share of the turns is next to others', 1 to 100; of several
     *     grants that match, the greatest counts
     * @param urgent whether their kills may ask for the urgent lane
     */
    record GrantSettings(
            @DefaultValue List<String> callers,
            @DefaultValue List<Action> actions,
            @DefaultValue List<String> accounts,
            @DefaultValue List<String> instances,
            @DefaultValue List<String> users,
            @DefaultValue List<String> databases,
            @DefaultValue("100") int maxSessions,
            @DefaultValue("1") int weight,
            @DefaultValue("false") boolean urgent) {}

    /**
     * One denial. In every pattern only {@code *} is special. Unlike in a grant, an absent or empty
     * list stands for all, so that what is forgotten denies more and not less; one list at least
     * must not be empty. AUDIT is denied by an entry for all instances, users and databases only:
     * the record is not divided by them.
     *
     * @param callers patterns that begin with {@code sub:} or {@code group:}; absent, everybody
     * @param actions what they may not do; absent, all of it
     * @param accounts patterns of account names; absent, every account
     * @param instances patterns of instance ids; absent, every instance
     * @param users whose sessions: patterns of MySQL users; absent, every user
     * @param databases patterns of databases; absent, every database and sessions without one
     */
    record DenialSettings(
            @DefaultValue List<String> callers,
            @DefaultValue List<Action> actions,
            @DefaultValue List<String> accounts,
            @DefaultValue List<String> instances,
            @DefaultValue List<String> users,
            @DefaultValue List<String> databases) {}
}
