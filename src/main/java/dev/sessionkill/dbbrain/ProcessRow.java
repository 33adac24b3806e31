package dev.sessionkill.dbbrain;

import dev.sessionkill.core.ThreadId;
import org.jspecify.annotations.Nullable;

/**
 * One row of an instance's process list, as the vendor gave it.
 *
 * @param thread the session's id
 * @param user its MySQL user
 * @param host where it comes from, {@code ip:port}
 * @param db its default database, if it has one
 * @param command e.g. {@code Query}, {@code Sleep}, {@code Killed}
 * @param state MySQL's word for what it is doing
 * @param seconds how long it has been in that state
 * @param sql the statement, if it runs one
 */
public record ProcessRow(
        ThreadId thread,
        String user,
        String host,
        @Nullable String db,
        String command,
        @Nullable String state,
        long seconds,
        @Nullable String sql) {}
