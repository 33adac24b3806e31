package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.system.TestGateway.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sessions of a real server, really killed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedMariaDb.class)
class MariaDbKillIT {

    private static final String INSTANCE = MariaDbServer.INSTANCE;

    private MariaDbServer server;
    private TestGateway gateway;

    /** A session that runs a long query: what becomes of the query tells whether it lives. */
    private record Victim(long id, CompletableFuture<Boolean> finished) {}

    @BeforeAll
    void start(MariaDbServer shared) throws Exception {
        server = shared;
        gateway =
                TestGateway.start(
                        SandboxOptions.defaults()
                                .withLatency(Duration.ofMillis(20))
                                .withInstances(server.instances()));
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
        server.clear();
    }

    @Test
    void killsTheThreeSessionsThatWereNamedAndLeavesTheOtherSeven() throws Exception {
        List<Victim> victims = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            victims.add(sleeping());
        }

        Answer answer =
                gateway.kill(
                        INSTANCE, victims.get(1).id(), victims.get(4).id(), victims.get(7).id());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.result()).isEqualTo("KILLED");
        for (int i = 0; i < 10; i++) {
            Victim victim = victims.get(i);
            if (i == 1 || i == 4 || i == 7) {
                assertThat(answer.outcome(victim.id())).isEqualTo("KILLED");
                assertThat(victim.finished().get(10, TimeUnit.SECONDS)).isFalse();
            } else {
                assertThat(victim.finished()).isNotDone();
            }
        }
        assertThat(live()).containsAll(alive(victims));
    }

    @Test
    void saysAlreadyGoneOfASessionThatIsNotThere() throws Exception {
        Answer answer = gateway.kill(INSTANCE, 4_000_000_000L);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.outcome(4_000_000_000L)).isEqualTo("ALREADY_GONE");
    }

    private List<Long> alive(List<Victim> victims) {
        return victims.stream().filter(it -> !it.finished().isDone()).map(Victim::id).toList();
    }

    private List<Long> live() {
        return gateway.upstream().instances().sessions(INSTANCE).stream()
                .map(it -> it.id())
                .toList();
    }

    /** Runs {@code SELECT SLEEP(600)} in a session of its own. */
    private Victim sleeping() throws SQLException {
        Connection connection = server.connect("report");
        long id = MariaDbServer.id(connection);
        CompletableFuture<Boolean> finished = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> finished.complete(sleep(connection)));
        return new Victim(id, finished);
    }

    private static boolean sleep(Connection connection) {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("select sleep(600)");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
