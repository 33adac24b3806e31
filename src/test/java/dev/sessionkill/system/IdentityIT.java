package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxSession;
import dev.sessionkill.system.TestGateway.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Only the session dies that the caller saw, on a real server and on made-up ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedMariaDb.class)
class IdentityIT {

    private static final String MEMORY = "cdb-memory";
    private static final String SQL = "select sleep(600)";

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
                                .withInstances(new BothInstances(memory, server.instances())),
                        "--gateway.accounts.default.calls-per-second=200");
        made = new Calls(gateway, MEMORY);
        real = new Calls(gateway, MariaDbServer.INSTANCE);
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.upstream().ledger().clear();
    }

    @AfterEach
    void clear() {
        server.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "checkout, 10.0.0.1:4001, shop, USER",
        "report, 10.0.0.2:4001, shop, HOST",
        "report, 10.0.0.1:4002, shop, HOST",
        "report, 10.0.0.1:4001, archive, DB"
    })
    void sparesAStrangerWhoGotTheIdAfterItWasListed(
            String user, String host, String db, String change) throws Exception {
        memory.add(MEMORY, SandboxSession.running(1, "report", "10.0.0.1:4001", "shop", 60, SQL));
        ObjectNode seen = made.row(1);
        memory.replace(MEMORY, SandboxSession.running(1, user, host, db, 70, SQL));

        Answer answer = made.kill(seen);

        assertSpared(answer, 1, change);
        assertThat(memory.session(MEMORY, 1)).isPresent();
    }

    @Test
    void sparesWhatIsNotTheSessionThatWasExpectedOnARealServer() throws Exception {
        MariaDbClient client = MariaDbClient.running(server, "report", SQL);
        ObjectNode seen = real.row(client.id());
        String host = seen.path("host").asString();

        Answer port = real.kill(seen.deepCopy().put("host", host.replaceAll(".$", "x")));
        Answer user = real.kill(seen.deepCopy().put("user", "app_a_orders"));
        Answer db = real.kill(seen.deepCopy().put("db", "archive"));

        assertSpared(port, client.id(), "HOST");
        assertSpared(user, client.id(), "USER");
        assertSpared(db, client.id(), "DB");
        assertThat(client.lives()).isTrue();
    }

    @Test
    void sparesAnotherStatementOfTheSameConnection() throws Exception {
        memory.add(MEMORY, SandboxSession.running(2, "report", "10.0.0.1:4002", "shop", 60, SQL));
        ObjectNode seen = made.row(2);
        memory.replace(
                MEMORY, SandboxSession.running(2, "report", "10.0.0.1:4002", "shop", 3, SQL));

        assertSpared(made.kill(seen), 2, "STATEMENT");
        assertSpared(made.kill(Calls.session(2).put("seconds", 60)), 2, "STATEMENT");
        assertThat(memory.session(MEMORY, 2)).isPresent();
    }

    @Test
    void sparesAnotherStatementOfTheSameConnectionOnARealServer() throws Exception {
        MariaDbClient client = MariaDbClient.connect(server, "report");
        CompletableFuture<Boolean> first = client.start(SQL);
        // By far older than the next one will be when it is looked at.
        client.awaits(it -> it.seconds() >= 8);
        ObjectNode seen = real.row(client.id());
        server.execute("kill query " + client.id());
        first.get(60, TimeUnit.SECONDS);
        CompletableFuture<Boolean> second = client.start(SQL);
        client.awaits(it -> SQL.equals(it.info()));

        Answer bySeconds =
                real.kill(Calls.session(client.id()).put("seconds", seen.get("seconds").asLong()));
        seen.remove("sql"); // It is the same one: only its beginning tells.
        Answer byTime = real.kill(seen);

        assertSpared(bySeconds, client.id(), "STATEMENT");
        assertSpared(byTime, client.id(), "STATEMENT");
        assertThat(client.lives()).isTrue();
        assertThat(second).isNotDone();
    }

    @Test
    void killsNobodyAfterTheInstanceRestarted() throws Exception {
        String instance = "cdb-restarts";
        memory.add(
                instance,
                SandboxSession.running(1, "report", "10.0.0.1:4001", "shop", 60, SQL),
                SandboxSession.running(2, "batch", "10.0.0.1:4002", "shop", 60, SQL),
                SandboxSession.running(4, "checkout", "10.0.0.1:4004", "shop", 60, SQL));
        Calls calls = new Calls(gateway, instance);
        List<ObjectNode> seen = calls.list("");
        memory.restart(instance);

        Answer answer = calls.kill(seen);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.outcome(1)).isEqualTo("CHANGED");
        assertThat(answer.outcome(2)).isEqualTo("CHANGED");
        assertThat(answer.outcome(4)).isEqualTo("ALREADY_GONE");
        assertThat(calls.committed()).isEmpty();
        assertThat(memory.threads(instance)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void sparesAStrangerWhoGotTheIdAfterARealServerRestarted() throws Exception {
        MariaDbClient before = MariaDbClient.running(server, "report", SQL);
        ObjectNode seen = real.row(before.id());
        server.restart();
        MariaDbClient stranger = MariaDbClient.connect(server, "app_b_orders");
        while (stranger.id() < before.id()) {
            stranger.close();
            stranger = MariaDbClient.connect(server, "app_b_orders");
        }
        assumeTrue(stranger.id() == before.id(), "the id was passed over");

        Answer answer = real.kill(seen);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.outcome(before.id())).isEqualTo("CHANGED");
        assertThat(Calls.changes(answer, before.id())).contains("USER", "HOST");
        assertThat(real.committed()).isEmpty();
        assertThat(stranger.lives()).isTrue();
    }

    @Test
    void killsWhatWasListedWhenItIsPostedBackAsItWasShown() throws Exception {
        memory.add(MEMORY, SandboxSession.running(3, "etl", "10.0.0.1:4003", "shop", 60, SQL));
        MariaDbClient client = MariaDbClient.running(server, "report", SQL);

        Answer inMemory = made.kill(made.list("&user=etl"));
        Answer onServer = real.kill(real.list("&user=rep*&sqlContains=sleep"));

        assertThat(inMemory.status()).isEqualTo(200);
        assertThat(inMemory.outcome(3)).isEqualTo("KILLED");
        assertThat(onServer.status()).isEqualTo(200);
        assertThat(onServer.outcome(client.id())).isEqualTo("KILLED");
        assertThat(client.lives()).isFalse();
    }

    private static void assertSpared(Answer answer, long thread, String change) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("code").asString()).isEqualTo("kill-incomplete");
        assertThat(answer.outcome(thread)).isEqualTo("CHANGED");
        assertThat(Calls.changes(answer, thread)).containsExactly(change);
    }
}
