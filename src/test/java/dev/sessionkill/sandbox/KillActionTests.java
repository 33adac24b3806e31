package dev.sessionkill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KillActionTests {

    private final AtomicLong ticker = new AtomicLong();
    private final InMemoryInstances instances =
            InMemoryInstances.empty(ticker::get)
                    .add(
                            "cdb-a",
                            SandboxSession.idle(1, "web", "10.0.0.1:1", "shop", 3),
                            SandboxSession.idle(2, "web", "10.0.0.1:2", "shop", 3),
                            SandboxSession.idle(3, "web", "10.0.0.1:3", "shop", 3))
                    .add("cdb-b");
    private final SandboxServer server =
            SandboxServer.start(
                    SandboxOptions.defaults().withInstances(instances).withTicker(ticker::get));
    private final WireClient client = connect();

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void killsWhatWasPreparedAndStillThere() throws IOException {
        var prepared = client.prepare("cdb-a", 1, 2, 99);
        instances.end("cdb-a", 2);
        var committed = client.commit("cdb-a", prepared.sqlExecId());

        assertThat(prepared.status()).isEqualTo(200);
        assertThat(prepared.threads()).isEqualTo("[1,2]");
        assertThat(committed.threads()).isEqualTo("[1]");
        assertThat(instances.threads("cdb-a")).containsExactly(3L);
        assertThat(committed.response().path("RequestId").stringValue()).hasSize(36);
    }

    @Test
    void preparesAndKillsNothing() throws IOException {
        var prepared = client.prepare("cdb-a", 99);

        assertThat(prepared.threads()).isEqualTo("[]");
        assertThat(client.commit("cdb-a", prepared.sqlExecId()).threads()).isEqualTo("[]");
    }

    @Test
    void honoursASqlExecIdOfTenSeconds() throws IOException {
        var prepared = client.prepare("cdb-a", 1);
        ticker.addAndGet(Duration.ofSeconds(10).toNanos());

        assertThat(client.commit("cdb-a", prepared.sqlExecId()).threads()).isEqualTo("[1]");
    }

    @Test
    void succeedsInNothingWithAnExpiredSqlExecId() throws IOException {
        var prepared = client.prepare("cdb-a", 1);
        ticker.addAndGet(Duration.ofSeconds(10).toNanos() + 1);
        var committed = client.commit("cdb-a", prepared.sqlExecId());

        assertThat(committed.errorCode()).isEqualTo("none");
        assertThat(committed.threads()).isEqualTo("[]");
        assertThat(instances.threads("cdb-a")).contains(1L);
        assertThat(server.ledger().commits(prepared.sqlExecId()))
                .singleElement()
                .satisfies(it -> assertThat(it.executed()).isFalse())
                .satisfies(it -> assertThat(it.threads()).containsExactly(1L));
    }

    @Test
    void usesASqlExecIdOnce() throws IOException {
        var prepared = client.prepare("cdb-a", 1);
        client.commit("cdb-a", prepared.sqlExecId());
        instances.replace("cdb-a", SandboxSession.idle(1, "other", "10.0.0.2:1", "shop", 0));

        assertThat(client.commit("cdb-a", prepared.sqlExecId()).threads()).isEqualTo("[]");
        assertThat(instances.threads("cdb-a")).contains(1L);
    }

    @Test
    void refusesASpentSqlExecIdIfItIsToldTo() throws IOException {
        SandboxOptions strict = server.options().withSpentTicket(SpentTicket.ERROR);
        try (SandboxServer other = SandboxServer.start(strict);
                WireClient toOther = new WireClient(other)) {
            String used = toOther.prepare("cdb-a", 1).sqlExecId();
            toOther.commit("cdb-a", used);
            String expired = toOther.prepare("cdb-a", 2).sqlExecId();
            ticker.addAndGet(Duration.ofSeconds(11).toNanos());

            assertThat(toOther.commit("cdb-a", used).errorCode())
                    .isEqualTo("InvalidParameterValue");
            assertThat(toOther.commit("cdb-a", expired).errorCode())
                    .isEqualTo("InvalidParameterValue");
        }
    }

    @Test
    void bindsASqlExecIdToItsInstance() throws IOException {
        String sqlExecId = client.prepare("cdb-a", 1).sqlExecId();

        assertThat(client.commit("cdb-b", sqlExecId).errorCode())
                .isEqualTo("InvalidParameterValue");
        assertThat(client.commit("cdb-a", sqlExecId).threads()).isEqualTo("[1]");
    }

    @Test
    void takesAHundredThreadsAndNoMore() throws IOException {
        long[] hundred = LongStream.rangeClosed(1, 100).toArray();
        long[] more = LongStream.rangeClosed(1, 101).toArray();

        assertThat(client.prepare("cdb-a", hundred).errorCode()).isEqualTo("none");
        assertThat(client.prepare("cdb-a", more).errorCode()).isEqualTo("InvalidParameterValue");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"Stage": "Prepare", "Threads": [1]}                                    | MissingParameter
                    {"InstanceId": "cdb-a", "Threads": [1]}                                 | MissingParameter
                    {"InstanceId": "cdb-a", "Stage": "Prepare"}                             | MissingParameter
                    {"InstanceId": "cdb-a", "Stage": "Commit"}                              | MissingParameter
                    {"InstanceId": "cdb-z", "Stage": "Prepare", "Threads": [1]}             | InvalidParameterValue
                    {"InstanceId": "cdb-a", "Stage": "prepare", "Threads": [1]}             | InvalidParameterValue
                    {"InstanceId": "cdb-a", "Stage": "Prepare", "Threads": []}              | InvalidParameterValue
                    {"InstanceId": "cdb-a", "Stage": "Prepare", "Threads": [0]}             | InvalidParameterValue
                    {"InstanceId": "cdb-a", "Stage": "Prepare", "Threads": [1], "Product": "x"} | InvalidParameterValue
                    {"InstanceId": "cdb-a", "Stage": "Commit", "SqlExecId": "none"}         | InvalidParameterValue
                    {"InstanceId": "cdb-a", "Stage": "Prepare", "Threads": ["1"]}           | InvalidParameter
                    {"InstanceId": "cdb-a", "Stage": "Prepare", "Threads": [1.0]}           | InvalidParameter
                    {"InstanceId": "cdb-a", "Stage": "Prepare", "Threads": [9223372036854775808]} | InvalidParameter
                    {"InstanceId": "cdb-a", "Stage": "Prepare", "Threads": 1}               | InvalidParameter
                    {"InstanceId": 7, "Stage": "Prepare", "Threads": [1]}                   | InvalidParameter
                    {"InstanceId": "cdb-a", "Stage": "Prepare", "Threads": [1], "RecordHistory": 1} | InvalidParameter
                    {"InstanceId": "cdb-a", "Stage": "Prepare", "Threads": [1]              | InvalidParameter
                    {"Stage": "Prepare", "Stage": "Commit"}                                 | InvalidParameter
                    []                                                                      | InvalidParameter
                    {"InstanceId": "cdb-a", "Stage": "Prepare", "Threads": [1], "Force": true} | UnknownParameter
                    """)
    void refuses(String body, String code) throws IOException {
        var answer = client.call(Match.KILL_ACTION, body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(instances.threads("cdb-a")).hasSize(3);
    }

    @Test
    void refusesAnotherAction() throws IOException {
        assertThat(client.call("DescribeDBDiagEvents", "{}").errorCode())
                .isEqualTo("InvalidAction");
    }

    @Test
    void writesDownWhatItWasAsked() throws IOException {
        String sqlExecId = client.prepare("cdb-a", 1, 2).sqlExecId();
        client.commit("cdb-a", sqlExecId);

        assertThat(server.ledger().calls())
                .extracting(
                        Call::sequence,
                        Call::stage,
                        Call::sqlExecId,
                        it ->
                                it.threads().stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining()),
                        Call::requestOnConnection,
                        Call::executed,
                        Call::answered)
                .containsExactly(
                        tuple(1L, "Prepare", sqlExecId, "12", 1, true, "OK"),
                        tuple(2L, "Commit", sqlExecId, "12", 2, true, "OK"));
    }

    private WireClient connect() {
        try {
            return new WireClient(server);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
