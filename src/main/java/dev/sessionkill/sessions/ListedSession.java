package dev.sessionkill.sessions;

import dev.sessionkill.core.ThreadId;
import org.jspecify.annotations.Nullable;

/**
 * A session as callers see it.
 *
 * @param thread its id
 * @param user its MySQL user
 * @param host where it comes from, {@code ip:port}
 * @param db its default database, if it has one
 * @param command e.g. {@code Query}, {@code Sleep}, {@code Killed}
 * @param state MySQL's word for what it is doing
 * @param seconds how long it has been in that state
 * @param sql its statement, as far as {@code gateway.sessions.sql} shows it
 * @param protectedBy the rule that lets nobody kill it; null if none does
 */
public record ListedSession(
        ThreadId thread,
        String user,
        String host,
        @Nullable String db,
        String command,
        @Nullable String state,
        long seconds,
        @Nullable String sql,
        @Nullable String protectedBy) {}
