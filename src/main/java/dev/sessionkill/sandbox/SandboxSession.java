package dev.sessionkill.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * One row of a process list, as MySQL shows it.
 *
 * @param id the session's id, positive
 * @param user the MySQL user
 * @param host where it came from, {@code ip:port}; empty for the server's own threads
 * @param db its database, if one is chosen
 * @param command such as {@code Query}, {@code Sleep} or {@code Killed}
 * @param seconds how long it has been in its present state
 * @param state what the statement does just now
 * @param info the statement, if one is running
 */
public record SandboxSession(
        long id,
        String user,
        String host,
        @Nullable String db,
        String command,
        long seconds,
        @Nullable String state,
        @Nullable String info) {

    public SandboxSession {
        if (id <= 0) {
            throw new IllegalArgumentException("a session's id is positive");
        }
    }

    /** A session that has been running a statement for so many seconds. */
    public static SandboxSession running(
            long id, String user, String host, String db, long seconds, String sql) {
        return new SandboxSession(id, user, host, db, "Query", seconds, "executing", sql);
    }

    /** A session that has been waiting for its client for so many seconds. */
    public static SandboxSession idle(long id, String user, String host, String db, long seconds) {
        return new SandboxSession(id, user, host, db, "Sleep", seconds, "", null);
    }

    SandboxSession withId(long newId) {
        return new SandboxSession(newId, user, host, db, command, seconds, state, info);
    }

    SandboxSession after(long elapsed) {
        return new SandboxSession(id, user, host, db, command, seconds + elapsed, state, info);
    }

    SandboxSession killed() {
        return new SandboxSession(id, user, host, db, "Killed", seconds, state, info);
    }

    /** The same client again after the server came back: connected, with nothing running. */
    SandboxSession reconnected(long newId) {
        return serverThread()
                ? new SandboxSession(newId, user, host, db, command, 0, state, info)
                : new SandboxSession(newId, user, host, db, "Sleep", 0, "", null);
    }

    private boolean serverThread() {
        return host.isEmpty() || host.equals("localhost");
    }
}
