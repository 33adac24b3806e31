package dev.sessionkill.access;

import java.util.List;

/**
 * Whose sessions one grant covers, how many at a time, and how they who use it stand in the queue.
 *
 * @param users of these MySQL users
 * @param databases in these databases
 * @param maxSessions in one kill
 * @param standing in the queue
 */
public record Scope(
        List<Wildcard> users, List<Wildcard> databases, int maxSessions, Standing standing) {

    public Scope {
        users = List.copyOf(users);
        databases = List.copyOf(databases);
    }

    /** With the usual standing. */
    public Scope(List<Wildcard> users, List<Wildcard> databases, int maxSessions) {
        this(users, databases, maxSessions, Standing.USUAL);
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
