package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxSession;
import dev.sessionkill.system.TestGateway.Answer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who comes back at once with the same statement is noted; who does not, is not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedMariaDb.class)
class RespawnIT {

    private static final String MEMORY = "cdb-memory";
    private static final String SQL = "select sleep(600)";

    /** As far away as the vendor: a client that comes back at once is back before the answer. */
    private static final Duration LATENCY = Duration.ofMillis(100);

    private final InMemoryInstances memory = InMemoryInstances.empty();
    private MariaDbServer server;
    private TestGateway gateway;
    private Calls made;
    private Calls real;

    @BeforeAll
    void start(MariaDbServer shared) throws Exception {
        server = shared;
        gateway =
                TestGateway.start(
                        SandboxOptions.defaults()
                                .withLatency(LATENCY)
                                .withInstances(new BothInstances(memory, server.instances())),
                        "--gateway.accounts.default.calls-per-second=200");
        made = new Calls(gateway, MEMORY);
        real = new Calls(gateway, MariaDbServer.INSTANCE);
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
    }

    @AfterEach
    void clear() throws Exception {
        server.clear();
    }

    @Test
    void notesAClientThatComesBackAtOnce() throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        Future<?> client = comingBack(stopped);
        long id = onlySession(0);

        Answer answer = real.killThreads(List.of(id));

        assertRespawned(answer, id, true);
        assertThat(onlySession(id)).isNotEqualTo(id);
        stopped.set(true);
        server.clear();
        client.get();
    }

    @Test
    void notesAMadeUpClientThatComesBackAtOnce() throws Exception {
        memory.addRespawning(MEMORY, report(1));

        assertRespawned(made.killThreads(List.of(1L)), 1, true);
    }

    @Test
    void doesNotTakeNineOthersWithTheSameStatementForAClientThatCameBack() throws Exception {
        long victim = MariaDbClient.running(server, "report", SQL).id();
        memory.add("cdb-ten", report(100));
        for (int i = 1; i <= 9; i++) {
            MariaDbClient.running(server, "report", SQL);
            memory.add("cdb-ten", report(100 + i));
        }

        assertRespawned(real.killThreads(List.of(victim)), victim, false);
        assertRespawned(new Calls(gateway, "cdb-ten").killThreads(List.of(100L)), 100, false);
    }

    private static void assertRespawned(Answer answer, long id, boolean respawned) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.outcome(id)).isEqualTo("KILLED");
        assertThat(Calls.session(answer, id).path("respawned").asBoolean(false))
                .isEqualTo(respawned);
    }

    /** A client that connects again whenever its session ends. */
    private Future<?> comingBack(AtomicBoolean stopped) {
        FutureTask<Void> client =
                new FutureTask<>(
                        () -> {
                            while (!stopped.get()) {
                                try {
                                    MariaDbClient.connect(server, "report").execute(SQL);
                                } catch (SQLException _) {
                                    // Killed: then again.
                                }
                            }
                        },
                        null);
        Thread.ofVirtual().start(client);
        return client;
    }

    /** The id of the one session that runs the statement, when there is one beside that one. */
    private long onlySession(long but) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                server.sessions().stream()
                                        .filter(it -> SQL.equals(it.info()) && it.id() != but)
                                        .map(SandboxSession::id)
                                        .toList(),
                        it -> it.size() == 1)
                .getFirst();
    }

    private static SandboxSession report(long id) {
        return SandboxSession.running(id, "report", "10.0.0.1:" + (4000 + id), "shop", 60, SQL);
    }
}
