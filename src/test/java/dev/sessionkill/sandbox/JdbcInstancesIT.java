package dev.sessionkill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.vorburger.exec.ManagedProcessException;
import dev.sessionkill.system.RealMariaDb;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbcInstancesIT {

    private RealMariaDb server;

    @BeforeAll
    void startServer(@TempDir Path directory) throws ManagedProcessException {
        server = RealMariaDb.start(directory);
    }

    @AfterAll
    void stopServer() throws ManagedProcessException {
        server.close();
    }

    @Test
    void showsAndEndsRealSessions() throws SQLException {
        Instances instances =
                JdbcInstances.at(server.url(), "root", "", Set.of("cdb-real", "cdb-alias"));
        try (Connection victim = server.connect()) {
            long id = RealMariaDb.id(victim);

            assertThat(instances.sessions("cdb-real"))
                    .filteredOn(it -> it.id() == id)
                    .singleElement()
                    .satisfies(it -> assertThat(it.user()).isEqualTo("root"))
                    .satisfies(it -> assertThat(it.command()).isEqualTo("Sleep"));
            assertThat(instances.kill("cdb-alias", id)).isTrue();
            assertThatThrownBy(() -> RealMariaDb.id(victim)).isInstanceOf(SQLException.class);
            assertThat(instances.kill("cdb-real", 4_000_000_000L)).isFalse();
        }
    }

    @Test
    void leavesOutItsOwnSessionAndUnknownInstances() throws SQLException {
        Instances instances = JdbcInstances.at(server.url(), "root", "", Set.of("cdb-real"));

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
}
