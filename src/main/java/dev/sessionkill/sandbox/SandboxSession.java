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

    private static final int FIRST_PORT = 1_024;
    private static final int LAST_PORT = 65_535;

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
                ? respawned(newId)
                : new SandboxSession(newId, user, nextPort(), db, "Sleep", 0, "", null);
    }

    /** The same client again over a new connection, with the same statement begun anew. */
    SandboxSession respawned(long newId) {
        return new SandboxSession(newId, user, nextPort(), db, command, 0, state, info);
    }

    /** A new connection has a port of its own; the server's own threads have none. */
    private String nextPort() {
        int colon = host.lastIndexOf(':');
        if (colon < 0) {
            return host;
        }
        int port = Integer.parseInt(host.substring(colon + 1));
        return host.substring(0, colon + 1) + (port < LAST_PORT ? port + 1 : FIRST_PORT);
    }

    private boolean serverThread() {
        return host.isEmpty() || host.equals("localhost");
    }
}
