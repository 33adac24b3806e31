package dev.sessionkill.system;

import static org.awaitility.Awaitility.await;

import dev.sessionkill.sandbox.SandboxSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** A client of a MariaDB, with one session. */
public final class MariaDbClient {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final MariaDbServer server;
    private final Connection connection;
    private final long id;

    private MariaDbClient(MariaDbServer server, Connection connection) throws SQLException {
        this.server = server;
        this.connection = connection;
        this.id = MariaDbServer.id(connection);
    }

    public static MariaDbClient connect(MariaDbServer server, String user) throws SQLException {
        return new MariaDbClient(server, server.connect(user));
    }

    /** A client whose statement runs, and is seen to. */
    public static MariaDbClient running(MariaDbServer server, String user, String sql)
            throws SQLException {
        MariaDbClient client = connect(server, user);
        client.begin(sql);
        client.awaits(it -> sql.equals(it.info()));
        return client;
    }

    public long id() {
        return id;
    }

    public void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Begins a statement, whatever becomes of it. */
    public void begin(String sql) {
        Thread.ofVirtual().start(() -> succeeds(sql));
    }

    /** Begins a statement; true when it has ended, false when it or the session was ended. */
    public CompletableFuture<Boolean> start(String sql) {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> ended.complete(succeeds(sql)));
        return ended;
    }

    private boolean succeeds(String sql) {
        try {
            execute(sql);
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    public boolean lives() {
        return server.session(id).isPresent();
    }

    /** Its session as the process list shows it. */
    public SandboxSession session() {
        return server.session(id).orElseThrow();
    }

    /** Waits until the process list shows it so. */
    public void awaits(Predicate<SandboxSession> wanted) {
        await().atMost(SOON).until(() -> server.session(id).filter(wanted).isPresent());
    }

    public void close() throws SQLException {
        connection.close();
    }
}
