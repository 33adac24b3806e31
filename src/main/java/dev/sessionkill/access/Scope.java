package dev.sessionkill.access;

import java.util.List;

/**
 * Whose sessions one grant covers, and how many at a time.
 *
 * @param users of these MySQL users
 * @param databases in these databases
 * @param maxSessions in one kill
 */
public record Scope(List<Wildcard> users, List<Wildcard> databases, int maxSessions) {

    public Scope {
        users = List.copyOf(users);
        databases = List.copyOf(databases);
    }

    /**
     * Whether it covers both the session's user and its database.
     *
     * @param database empty when the session uses none
     */
    boolean covers(String user, String database) {
        return Wildcard.anyMatches(users, user) && Wildcard.anyMatches(databases, database);
    }
}
