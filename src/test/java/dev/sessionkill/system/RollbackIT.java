package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxSession;
import dev.sessionkill.system.TestGateway.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A session that rolls back is going; when it is gone, that is told and recorded too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedMariaDb.class)
class RollbackIT {

    private static final String MEMORY = "cdb-memory";

    /** To undo them takes seconds, because every index must be searched for every row. */
    private static final int ROWS = 200_000;

    private final AtomicLong clock = new AtomicLong();
    private final InMemoryInstances memory = InMemoryInstances.empty(clock::get);
    private MariaDbServer server;
    private TestGateway gateway;

    @BeforeAll
    void start(MariaDbServer shared) throws Exception {
        server = shared;
        gateway =
                TestGateway.start(
                        SandboxOptions.defaults()
                                .withInstances(new BothInstances(memory, server.instances())),
                        "--gateway.kill.verify-for=300ms");
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
        server.execute("drop table if exists shop.booking");
    }

    @Test
    void saysThatASessionWithALargeTransactionGoesAndLaterThatItIsGone() throws Exception {
        server.execute(
                """
                create table shop.booking (
                    id int primary key, a int, b int, c int, d int, note char(100),
                    key (a), key (b), key (c), key (d), key (a, b), key (c, d))
                """);
        MariaDbClient client = MariaDbClient.connect(server, "report");
        client.execute(
                "start transaction",
                """
                insert into booking
                select seq, rand(seq) * 1e9, rand(seq + 1) * 1e9, rand(seq + 2) * 1e9,
                       rand(seq + 3) * 1e9, 'x'
                  from seq_1_to_%d order by rand(seq)
                """
                        .formatted(ROWS));
        Calls calls = new Calls(gateway, MariaDbServer.INSTANCE);

        Answer answer = calls.kill(calls.row(client.id()));

        assertGoing(answer, client.id());
        assertThat(gone(answer, client.id()).path("goneAfterMillis").asLong()).isPositive();
        assertThat(client.lives()).isFalse();
        assertRecorded(answer, client.id());
    }

    @Test
    void saysTheSameOfAMadeUpSession() throws Exception {
        memory.addRollingBack(
                MEMORY,
                SandboxSession.running(1, "batch", "10.0.0.1:4001", "shop", 60, "delete from t"),
                Duration.ofSeconds(2));

        Answer answer = new Calls(gateway, MEMORY).killThreads(List.of(1L));

        assertGoing(answer, 1);
        clock.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(gone(answer, 1).path("goneAfterMillis").asLong()).isGreaterThan(1_000);
        assertRecorded(answer, 1);
    }

    private static void assertGoing(Answer answer, long id) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.result()).isEqualTo("KILLED");
        assertThat(answer.outcome(id)).isEqualTo("KILLING");
        assertThat(Calls.session(answer, id).path("command").asString()).isEqualTo("Killed");
    }

    /** The session when the kill tells that it is gone. */
    private JsonNode gone(Answer answer, long id) {
        String path = "/sessions/kill/" + answer.id();
        Answer later =
                await().atMost(Duration.ofSeconds(40))
                        .until(() -> gateway.get(path), it -> it.outcome(id).equals("KILLED"));
        assertThat(later.result()).isEqualTo("KILLED");
        return Calls.session(later, id);
    }

    private void assertRecorded(Answer answer, long id) {
        assertThat(
                        gateway.database()
                                .sql(
                                        """
                                        select data from audit_event
                                         where kind = 'ROLLED_BACK' and kill_id = :id
                                        """)
                                .param("id", answer.id())
                                .query(String.class)
                                .list())
                .singleElement()
                .asString()
                .contains("\"thread\":" + id)
                .contains("goneAfterMillis");
    }
}
