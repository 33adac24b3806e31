package dev.sessionkill.access;

import java.util.List;

/**
 * Whose sessions one denial protects.
 *
 * @param users of these MySQL users
 * @param databases in these databases
 */
public record DeniedSessions(List<Wildcard> users, List<Wildcard> databases) {

    public DeniedSessions {
        users = List.copyOf(users);
        databases = List.copyOf(databases);
    }

    /**
     * Whether it covers both the session's user and its database.
     *
     * @param database empty when the session uses none
     */
    boolean cover(String user, String database) {
        return Wildcard.anyMatches(users, user) && Wildcard.anyMatches(databases, database);
    }

    /** Whether it covers every session there is. */
    boolean areAll() {
        return Wildcard.anyMatchesEverything(users) && Wildcard.anyMatchesEverything(databases);
    }
}
