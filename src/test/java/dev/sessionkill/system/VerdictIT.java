package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.Fault;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxSession;
import dev.sessionkill.system.TestGateway.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a session is read from the process list, whatever its Commit was answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedMariaDb.class)
class VerdictIT {

    private static final String MEMORY = "cdb-memory";
    private static final String SQL = "select sleep(600)";

    private final InMemoryInstances memory = InMemoryInstances.empty();
    private MariaDbServer server;
    private TestGateway gateway;

    @BeforeAll
    void start(MariaDbServer shared) throws Exception {
        server = shared;
        gateway =
                TestGateway.start(
                        SandboxOptions.defaults()
                                .withInstances(new BothInstances(memory, server.instances())));
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
    }

    @AfterEach
    void clear() throws Exception {
        gateway.upstream().faults().clear();
        server.clear();
    }

    @Test
    void doesNotTakeASuccessWithoutThreadsForAKill() throws Exception {
        memory.add(MEMORY, SandboxSession.running(1, "report", "10.0.0.1:4001", "shop", 60, SQL));
        MariaDbClient client = MariaDbClient.running(server, "report", SQL);

        assertNotKilled(killWith(new Fault.EmptyThreads(false), MEMORY, 1), 1);
        assertThat(memory.session(MEMORY, 1)).isPresent();
        assertNotKilled(
                killWith(new Fault.EmptyThreads(false), MariaDbServer.INSTANCE, client.id()),
                client.id());
        assertThat(client.lives()).isTrue();
    }

    @Test
    void takesWhatIsGoneForKilledThoughTheVendorListsNoThreads() throws Exception {
        memory.add(MEMORY, SandboxSession.running(2, "report", "10.0.0.1:4002", "shop", 60, SQL));
        MariaDbClient client = MariaDbClient.running(server, "report", SQL);

        assertKilled(killWith(new Fault.EmptyThreads(true), MEMORY, 2), 2);
        assertKilled(
                killWith(new Fault.EmptyThreads(true), MariaDbServer.INSTANCE, client.id()),
                client.id());
        assertThat(client.lives()).isFalse();
    }

    @Test
    void findsOutWhatBecameOfACommitThatWasNotAnswered() throws Exception {
        MariaDbClient killed = MariaDbClient.running(server, "report", SQL);
        MariaDbClient spared = MariaDbClient.running(server, "report", SQL);

        assertKilled(
                killWith(new Fault.ResetAfterExecute(), MariaDbServer.INSTANCE, killed.id()),
                killed.id());
        assertNotKilled(
                killWith(new Fault.DropBeforeExecute(), MariaDbServer.INSTANCE, spared.id()),
                spared.id());

        assertThat(killed.lives()).isFalse();
        assertThat(spared.lives()).isTrue();
    }

    /** Kills it with a Commit that goes wrong, and is sent only once. */
    private Answer killWith(Fault fault, String instance, long id) throws Exception {
        gateway.upstream().ledger().clear();
        gateway.upstream().faults().next(Match.COMMIT, fault);
        Calls calls = new Calls(gateway, instance);
        Answer answer = calls.killThreads(List.of(id));
        assertThat(gateway.upstream().ledger().calls(Match.COMMIT)).hasSize(1);
        return answer;
    }

    private static void assertNotKilled(Answer answer, long id) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("code").asString()).isEqualTo("kill-incomplete");
        assertThat(answer.result()).isEqualTo("NOT_KILLED");
        assertThat(answer.outcome(id)).isEqualTo("NOT_KILLED");
    }

    private static void assertKilled(Answer answer, long id) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.result()).isEqualTo("KILLED");
        assertThat(answer.outcome(id)).isEqualTo("KILLED");
    }
}
