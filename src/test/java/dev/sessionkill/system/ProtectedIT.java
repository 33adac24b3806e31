package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxSession;
import dev.sessionkill.system.TestGateway.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a server and its replicas need is killed by nobody, whatever was granted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedMariaDb.class)
class ProtectedIT {

    private static final String MEMORY = "cdb-sandbox1";
    private static final String SQL = "select sleep(600)";

    private final InMemoryInstances memory = InMemoryInstances.lively();
    private MariaDbServer server;
    private TestGateway gateway;
    private Calls calls;

    @BeforeAll
    void start(MariaDbServer shared) throws Exception {
        server = shared;
        server.replicate();
        gateway =
                TestGateway.start(
                        SandboxOptions.defaults()
                                .withInstances(new BothInstances(memory, server.instances())),
                        "--gateway.kill.protected[0].user=repl_*");
        calls = new Calls(gateway, MariaDbServer.INSTANCE);
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
        server.stopReplicating();
        server.clear();
    }

    @BeforeEach
    void forget() {
        gateway.upstream().ledger().clear();
    }

    @Test
    void leavesTheThreadsOfARealServerAndItsReplicaAlone() throws Exception {
        Map<Long, String> rules =
                Map.of(
                        thread(it -> it.user().equals("event_scheduler")),
                        "event-scheduler",
                        thread(it -> it.command().equals("Slave_IO")),
                        "system-user",
                        thread(it -> it.command().equals("Slave_SQL")),
                        "system-user",
                        thread(it -> it.command().equals("Binlog Dump")),
                        "binlog-dump");

        Answer preview = calls.preview(rules.keySet());
        Answer bare = calls.killThreads(rules.keySet());
        Answer asShown =
                calls.kill(
                        calls.list("").stream()
                                .filter(it -> rules.containsKey(it.get("thread").asLong()))
                                .toList());

        assertThat(preview.status()).isEqualTo(200);
        assertThat(bare.status()).isEqualTo(409);
        assertThat(bare.body().path("code").asString()).isEqualTo("kill-incomplete");
        assertThat(asShown.status()).isEqualTo(409);
        for (Answer answer : List.of(preview, bare, asShown)) {
            assertThat(answer.result()).isEqualTo("NOT_KILLED");
            rules.forEach((id, rule) -> assertProtected(answer, id, rule));
        }
        assertThat(calls.committed()).isEmpty();
        assertThat(server.sessions()).extracting(SandboxSession::id).containsAll(rules.keySet());
    }

    @Test
    void killsTheSessionBesideADumpThread() throws Exception {
        long dump = thread(it -> it.command().equals("Binlog Dump"));
        MariaDbClient client = MariaDbClient.running(server, "report", SQL);

        Answer answer = calls.killThreads(List.of(dump, client.id()));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.result()).isEqualTo("PARTIAL");
        assertThat(answer.outcome(client.id())).isEqualTo("KILLED");
        assertProtected(answer, dump, "binlog-dump");
        assertThat(calls.committed()).containsExactly(client.id());
        assertThat(server.session(dump)).isPresent();
    }

    @Test
    void leavesWhatTheOperatorAddedAloneAndNamesHisRule() throws Exception {
        MariaDbClient client =
                MariaDbClient.running(server, MariaDbServer.REPLICATION, "select sleep(60)");

        Answer answer = calls.kill(calls.row(client.id()));

        assertThat(answer.status()).isEqualTo(409);
        assertProtected(answer, client.id(), "protected[0]");
        assertThat(calls.row(client.id()).path("protectedBy").asString()).isEqualTo("protected[0]");
        assertThat(client.lives()).isTrue();
        server.execute("kill " + client.id());
    }

    @Test
    void leavesTheThreadsOfAMadeUpServerAlone() throws Exception {
        Calls made = new Calls(gateway, MEMORY);

        Answer answer = made.killThreads(List.of(5L, 7L, 8L, 21L, 1001L));

        assertThat(answer.status()).isEqualTo(409);
        assertProtected(answer, 5, "event-scheduler");
        assertProtected(answer, 7, "system-user");
        assertProtected(answer, 8, "system-user");
        assertProtected(answer, 21, "binlog-dump");
        assertThat(answer.outcome(1001)).isEqualTo("KILLED");
        assertThat(made.committed()).containsExactly(1001L);
        assertThat(memory.threads(MEMORY)).contains(5L, 7L, 8L, 21L);
    }

    /** The id of that thread of the server, when it is there. */
    private long thread(Predicate<SandboxSession> wanted) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> server.sessions().stream().filter(wanted).findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .id();
    }

    private static void assertProtected(Answer answer, long id, String rule) {
        assertThat(answer.outcome(id)).isEqualTo("PROTECTED");
        assertThat(Calls.session(answer, id).path("protectedBy").asString()).isEqualTo(rule);
    }
}
