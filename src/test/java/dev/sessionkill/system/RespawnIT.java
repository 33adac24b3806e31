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
import java.util.function.LongUnaryOperator;
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
    private static final int COMINGS_BACK = 5;

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
    void clear() {
        server.clear();
    }

    @Test
    void notesAClientThatComesBackAtOnce() throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        Future<?> client = comingBack(stopped);
        try {
            assertNoted(real, this::onlySession);
        } finally {
            stopped.set(true);
            server.clear();
            client.get();
        }
    }

    @Test
    void notesAMadeUpClientThatComesBackAtOnce() throws Exception {
        memory.addRespawning(MEMORY, report(1));

        assertNoted(made, _ -> memory.threads(MEMORY).iterator().next());
    }

    @Test
    void doesNotTakeNineOthersWithTheSameStatementForAClientThatCameBack() throws Exception {
        long victim = MariaDbClient.running(server, "report", SQL).id();
        memory.add("cdb-ten", report(100));
        for (int i = 1; i <= 9; i++) {
            MariaDbClient.running(server, "report", SQL);
            memory.add("cdb-ten", report(100 + i));
        }

        assertThat(killed(real, victim)).isFalse();
        assertThat(killed(new Calls(gateway, "cdb-ten"), 100)).isFalse();
    }

    /**
     * That its client came back, which the gateway tells when it sees it in time: on a busy machine
     * not always.
     *
     * @param next the id of the client's session, which is another than the one before
     */
    private static void assertNoted(Calls calls, LongUnaryOperator next) throws Exception {
        boolean noted = false;
        long id = 0;
        for (int i = 0; i < COMINGS_BACK && !noted; i++) {
            id = next.applyAsLong(id);
            noted = killed(calls, id);
        }
        assertThat(noted).isTrue();
        assertThat(next.applyAsLong(id)).isNotEqualTo(id);
    }

    /** Kills it, and tells whether its client was seen to have come back. */
    private static boolean killed(Calls calls, long id) throws Exception {
        Answer answer = calls.killThreads(List.of(id));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.outcome(id)).isEqualTo("KILLED");
        return Calls.session(answer, id).path("respawned").asBoolean(false);
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
