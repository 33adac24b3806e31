package dev.sessionkill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTests {

    private final InMemoryInstances instances =
            InMemoryInstances.empty()
                    .add(
                            "cdb-a",
                            SandboxSession.idle(1, "web", "10.0.0.1:1", "shop", 3),
                            SandboxSession.idle(2, "web", "10.0.0.1:2", "shop", 3));
    private final SandboxServer server =
            SandboxServer.start(SandboxOptions.defaults().withInstances(instances));
    private final WireClient client = connect();
    private String sqlExecId = "";

    @BeforeEach
    void prepareOnAConnectionThatIsKept() throws IOException {
        sqlExecId = client.prepare("cdb-a", 1, 2).sqlExecId();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void executesThenDropsAReusedConnectionWithoutAnAnswer() throws IOException {
        server.faults().next(Match.COMMIT, new Fault.ExecuteThenDrop());
        sendCommit();

        assertThat(client.read()).isEqualTo(-1);
        assertExecuted(true, "ExecuteThenDrop");
        assertThat(server.ledger().calls().getLast().onReusedConnection()).isTrue();
    }

    @Test
    void dropsBeforeItExecutes() throws IOException {
        server.faults().next(Match.COMMIT, new Fault.DropBeforeExecute());
        sendCommit();

        assertThat(client.read()).isEqualTo(-1);
        assertExecuted(false, "DropBeforeExecute");
    }

    @Test
    void resetsTheConnectionAfterItExecuted() throws IOException {
        server.faults().next(Match.COMMIT, new Fault.ResetAfterExecute());
        sendCommit();

        assertThatThrownBy(client::read)
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        assertExecuted(true, "ResetAfterExecute");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answersAnyStatusWhetherItExecutedOrNot(boolean executes) throws IOException {
        server.faults().next(Match.COMMIT, Fault.status(502, executes));
        var answer = client.commit("cdb-a", sqlExecId);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).contains("502");
        assertExecuted(executes, "HTTP 502");
        assertThat(client.prepare("cdb-a", 1).status()).isEqualTo(200);
    }

    @Test
    void asksToSendAgainAtOnceOrElsewhere() throws IOException {
        server.faults()
                .next(
                        Match.ANY,
                        Fault.retryNow(false),
                        Fault.redirect(false),
                        new Fault.Status(408, "", Map.of(), false));

        assertThat(client.prepare("cdb-a", 1).headers()).containsEntry("retry-after", "0");
        assertThat(client.prepare("cdb-a", 1).headers()).containsEntry("location", "/");
        assertThat(client.prepare("cdb-a", 1).status()).isEqualTo(408);
    }

    @Test
    void hangsUntilTheServerIsClosed() throws Exception {
        server.faults().next(Match.COMMIT, new Fault.Hang(true));
        sendCommit();
        assertThat(server.ledger().await(it -> it.size() == 2, Duration.ofSeconds(10))).isTrue();
        assertExecuted(true, "Hang");
        server.close();

        assertThat(client.read()).isEqualTo(-1);
    }

    @Test
    void dripsABodyThatDoesNotEnd() throws IOException {
        server.faults().next(Match.COMMIT, new Fault.Drip(Duration.ofMillis(1), false));
        sendCommit();

        assertThat(client.receiveHead().headers()).containsEntry("content-length", "1000000");
        assertThat(client.read()).isEqualTo('{');
        assertThat(client.read()).isEqualTo(' ');
        assertThat(client.read()).isEqualTo(' ');
        assertExecuted(false, "Drip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "{\"Response\":null}",
                "{\"Response\":{}}",
                "{\"Response\":{\"Threads\":[1e999]}}",
                "<html>"
            })
    void answersAnyBody(String body) throws IOException {
        server.faults().next(Match.COMMIT, Fault.json(body, true));
        var answer = client.commit("cdb-a", sqlExecId);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(body);
        assertExecuted(true, "Body");
    }

    @Test
    void answersAPage() throws IOException {
        server.faults().next(Match.COMMIT, Fault.html(false));

        assertThat(client.commit("cdb-a", sqlExecId).headers())
                .containsEntry("content-type", "text/html");
    }

    @Test
    void breaksOffABodyThatItPromised() throws IOException {
        server.faults().next(Match.COMMIT, Fault.truncated(true));

        assertThatThrownBy(() -> client.commit("cdb-a", sqlExecId))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("26 of 90 came");
        assertExecuted(true, "Body");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answersAnyCodeWhetherItExecutedOrNot(boolean executes) throws IOException {
        server.faults().next(Match.COMMIT, Fault.error("InternalError.DBError", executes));

        assertThat(client.commit("cdb-a", sqlExecId).errorCode())
                .isEqualTo("InternalError.DBError");
        assertExecuted(executes, "InternalError.DBError");
    }

    @Test
    void leavesTheSqlExecIdGoodWhereItDidNotExecute() throws IOException {
        server.faults().next(Match.COMMIT, Fault.error("RequestLimitExceeded", false));
        client.commit("cdb-a", sqlExecId);

        assertThat(client.commit("cdb-a", sqlExecId).threads()).isEqualTo("[1,2]");
    }

    @Test
    void killsAllButListsSome() throws IOException {
        server.faults().next(Match.COMMIT, new Fault.PartialThreads(1));

        assertThat(client.commit("cdb-a", sqlExecId).threads()).isEqualTo("[1]");
        assertExecuted(true, "PartialThreads");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void listsNothingWhetherItExecutedOrNot(boolean executes) throws IOException {
        server.faults().next(Match.COMMIT, new Fault.EmptyThreads(executes));
        var answer = client.commit("cdb-a", sqlExecId);

        assertThat(answer.threads()).isEqualTo("[]");
        assertThat(answer.sqlExecId()).isEqualTo(sqlExecId);
        assertExecuted(executes, "EmptyThreads");
    }

    @Test
    void answersLaterByTheUsualAndTheOrderedLatency() throws IOException {
        server.latency(Duration.ofMillis(5));
        server.faults().next(Match.COMMIT, new Fault.Latency(Duration.ofMillis(20)));
        long before = System.nanoTime();

        assertThat(client.commit("cdb-a", sqlExecId).threads()).isEqualTo("[1,2]");
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThan(Duration.ofMillis(24));
    }

    @Test
    void happensToMatchingCallsInTheOrderOfTheOrders() throws IOException {
        server.faults().next(Match.COMMIT, Fault.error("A", false), Fault.error("B", false));
        server.faults().always(Match.COMMIT, n -> n % 2 == 0 ? Fault.error("C" + n, false) : null);

        assertThat(client.prepare("cdb-a", 1).errorCode()).isEqualTo("none");
        assertThat(server.faults().outstanding()).isEqualTo(2);
        for (String code : new String[] {"A", "B", "none", "C2", "none", "C4"}) {
            assertThat(client.commit("cdb-a", sqlExecId).errorCode()).isEqualTo(code);
        }
        server.faults().clear();
        assertThat(client.commit("cdb-a", sqlExecId).errorCode()).isEqualTo("none");
    }

    @Test
    void executesNothingForABadSignature() throws IOException {
        server.revoke(server.options().secretId());
        server.faults().next(Match.COMMIT, Fault.status(500, true));

        assertThat(client.commit("cdb-a", sqlExecId).status()).isEqualTo(500);
        assertThat(server.ledger().calls().getLast())
                .satisfies(it -> assertThat(it.signatureHeld()).isFalse())
                .satisfies(it -> assertThat(it.executed()).isFalse());
    }

    private void sendCommit() throws IOException {
        client.send(
                Match.KILL_ACTION,
                """
                {"InstanceId": "cdb-a", "Stage": "Commit", "SqlExecId": "%s"}\
                """
                        .formatted(sqlExecId));
    }

    private void assertExecuted(boolean executed, String answered) {
        assertThat(instances.threads("cdb-a")).hasSize(executed ? 0 : 2);
        assertThat(server.ledger().commits(sqlExecId))
                .singleElement()
                .satisfies(it -> assertThat(it.executed()).isEqualTo(executed))
                .satisfies(it -> assertThat(it.answered()).isEqualTo(answered));
    }

    private WireClient connect() {
        try {
            return new WireClient(server);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
