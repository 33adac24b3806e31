package dev.sessionkill.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** A session without a database is matched as the empty name: {@code *} is, none else. */
    boolean covers(String user, @Nullable String database) {
        String name = database == null ? "" : database;
        return users.stream().anyMatch(it -> it.matches(user))
                && databases.stream().anyMatch(it -> it.matches(name));
    }
}
