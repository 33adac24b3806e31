package dev.sessionkill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.system.MariaDbServer;
import dev.sessionkill.system.SharedMariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedMariaDb.class)
class JdbcInstancesIT {

    private MariaDbServer server;

    @BeforeAll
    void connect(MariaDbServer shared) {
        server = shared;
    }

    @Test
    void showsAndEndsRealSessions() throws SQLException {
        Instances instances =
                JdbcInstances.at(
                        server.url(),
                        MariaDbServer.ADMINISTRATOR,
                        "",
                        Set.of("cdb-real", "cdb-alias"));
        try (Connection victim = server.connect("report")) {
            long id = MariaDbServer.id(victim);

            assertThat(instances.sessions("cdb-real"))
                    .filteredOn(it -> it.id() == id)
                    .singleElement()
                    .satisfies(it -> assertThat(it.user()).isEqualTo("report"))
                    .satisfies(it -> assertThat(it.command()).isEqualTo("Sleep"));
            assertThat(instances.kill("cdb-alias", id)).isTrue();
            assertThatThrownBy(() -> MariaDbServer.id(victim)).isInstanceOf(SQLException.class);
            assertThat(instances.kill("cdb-real", 4_000_000_000L)).isFalse();
        }
    }

    @Test
    void leavesOutItsOwnSessionAndUnknownInstances() throws SQLException {
        Instances instances =
                JdbcInstances.at(server.url(), MariaDbServer.ADMINISTRATOR, "", Set.of("cdb-real"));

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
