package dev.sessionkill.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The one PostgreSQL of this JVM: in a container where an engine answers, else embedded. A test
 * gets a database of its own on it.
 */
public final class PostgresServer {

    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
    private static final String IMAGE = "postgres:17-alpine";
    private static final String DATA = "/var/lib/postgresql/data";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String kind;
    private final int port;
    private final String password;

    private PostgresServer(String kind, int port, String password) {
        this.kind = kind;
        this.port = port;
        this.password = password;
    }

    /** Started when first asked for, stopped with the JVM. */
    private static final class Shared {
        private static final Optional<PostgresServer> SERVER = start();
    }

    /**
     * To be called while the test is constructed, before anything is opened.
     *
     * @throws TestAbortedException where neither a container nor the embedded server can be had,
     *     which skips the test
     */
    public static PostgresServer shared() {
        return Shared.SERVER.orElseThrow(() -> new TestAbortedException("NO POSTGRESQL"));
    }

    /** Started when first asked for, stopped with the JVM. */
    private static final class SmallDisk {
        private static final Optional<PostgresServer> SERVER =
                special(
                        container ->
                                container
                                        .withTmpFs(Map.of(DATA, "rw,size=192m"))
                                        .withCommand(
                                                "postgres",
                                                "-c",
                                                "min_wal_size=48MB",
                                                "-c",
                                                "max_wal_size=48MB"));
    }

    /** Started when first asked for, stopped with the JVM. */
    private static final class Durable {
        private static final Optional<PostgresServer> SERVER =
                special(container -> container.withCommand("postgres", "-c", "fsync=on"));
    }

    /**
     * A server whose disk holds less than 200 MB, so that a test can fill it.
     *
     * @throws TestAbortedException where no container engine answers
     */
    public static PostgresServer onASmallDisk() {
        return SmallDisk.SERVER.orElseThrow(() -> new TestAbortedException("NO CONTAINER ENGINE"));
    }

    /**
     * A server that waits for its disk at each commit; the others do not, to be quick.
     *
     * @throws TestAbortedException where no container engine answers
     */
    public static PostgresServer onARealDisk() {
        return Durable.SERVER.orElseThrow(() -> new TestAbortedException("NO CONTAINER ENGINE"));
    }

    private static Optional<PostgresServer> special(UnaryOperator<PostgreSQLContainer> options) {
        Optional<PostgresServer> server = container(options);
        if (server.isEmpty()) {
            log.error(
                    "NO CONTAINER ENGINE answers: TESTS THAT NEED A POSTGRESQL OF THEIR OWN ARE"
                            + " SKIPPED.");
        }
        return server;
    }

    private static Optional<PostgresServer> start() {
        Optional<PostgresServer> server =
                container(UnaryOperator.identity()).or(PostgresServer::embedded);
        server.ifPresentOrElse(
                it -> log.info("The tests run on PostgreSQL: {}.", it.kind),
                () ->
                        log.error(
                                "NO POSTGRESQL: no container engine answers and the embedded server"
                                        + " does not start here. EVERY TEST ON POSTGRESQL IS"
                                        + " SKIPPED; those on SQLite run."));
        return server;
    }

    @SuppressWarnings("resource") // Stopped with the JVM.
    private static Optional<PostgresServer> container(UnaryOperator<PostgreSQLContainer> options) {
        try {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                return Optional.empty();
            }
            PostgreSQLContainer container =
                    options.apply(
                            new PostgreSQLContainer(IMAGE)
                                    .withUsername("postgres")
                                    .withDatabaseName("first"));
            container.start();
            Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
            return Optional.of(
                    new PostgresServer(
                            IMAGE + " in a container",
                            container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                            container.getPassword()));
        } catch (RuntimeException e) {
            log.warn("A container engine answers, but {} does not start there.", IMAGE, e);
            return Optional.empty();
        }
    }

    @SuppressWarnings("resource") // Stopped with the JVM, by a hook of its own.
    private static Optional<PostgresServer> embedded() {
        try {
            int port = EmbeddedPostgres.builder().start().getPort();
            return Optional.of(new PostgresServer("embedded", port, "postgres"));
        } catch (IOException | RuntimeException e) {
            log.warn("The embedded PostgreSQL does not start.", e);
            return Optional.empty();
        }
    }

    public int port() {
        return port;
    }

    /** A new and empty database. */
    public String newDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        try {
            administer("create database %s".formatted(name));
        } catch (SQLException e) {
            throw new IllegalStateException("no database for the test", e);
        }
        return url(name);
    }

    /** Runs statements as the superuser, outside of any transaction. */
    public void administer(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String url(String database) {
        return String.format(
                Locale.ROOT,
                "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres&password=%s",
                port,
                database,
                password);
    }
}
