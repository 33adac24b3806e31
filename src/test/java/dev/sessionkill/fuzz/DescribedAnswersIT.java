package dev.sessionkill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.Fault;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the gateway answers is what its API document says: asked for, each answer is held to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DescribedAnswersIT {

    private static final String ASYNC = "Prefer: respond-async";

    private DescribedGateway gateway;

    @BeforeAll
    void start() throws Exception {
        gateway =
                new DescribedGateway(
                        SandboxOptions.defaults().withInstances(InMemoryInstances.lively()),
                        "--gateway.kill.verify-for=300ms",
                        "--gateway.access.grants[1].callers[0]=group:reporting",
                        "--gateway.access.grants[1].actions=KILL",
                        "--gateway.access.grants[1].accounts[0]=*",
                        "--gateway.access.grants[1].instances[0]=cdb-other",
                        "--gateway.access.grants[1].users[0]=*",
                        "--gateway.access.grants[1].databases[0]=*");
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void holdsForAKillFromItsBeginningToItsEnd() throws Exception {
        gateway.upstream().faults().next(Match.PREPARE, new Fault.Latency(Duration.ofSeconds(2)));
        Answer begun = gateway.kill(order(1001), ASYNC, "Idempotency-Key: one");
        Answer ended = gateway.kill(order(1001), "Prefer: wait=30", "Idempotency-Key: one");
        String path = begun.header("location");

        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.json().get("result").isNull()).isTrue();
        assertThat(begun.json().get("finishedAt").isNull()).isTrue();
        assertThat(HeaderOracle.NAMES.stream().filter(begun::has))
                .containsExactlyInAnyOrder(
                        "Location",
                        "Preference-Applied",
                        "RateLimit",
                        "RateLimit-Policy",
                        "Retry-After");
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.has("Idempotency-Replayed")).isTrue();
        assertThat(ended.json().at("/upstream/0/code").isNull()).isTrue();
        assertThat(gateway.get(path).status()).isEqualTo(200);
        assertThat(gateway.ask("DELETE", path, "").status()).isEqualTo(409);
        assertThat(gateway.kill(order(1002), "Idempotency-Key: one").status()).isEqualTo(422);
    }

    @Test
    void holdsForWhatIsListed() throws Exception {
        gateway.kill(order(5));
        gateway.kill(order(7));

        assertThat(at("/sessions/kill?limit=1", "/next").isString()).isTrue();
        assertThat(at("/sessions/kill?from=2999-01-01T00:00:00Z", "/next").isNull()).isTrue();
        assertThat(at("/audit/events?limit=1", "/next").isNumber()).isTrue();
        assertThat(at("/audit/events?limit=1000", "/events/0/killId").isNull()).isTrue();
        assertThat(at("/audit/verification", "/fault").isNull()).isTrue();
        assertThat(at("/quota", "/quotas/0").isObject()).isTrue();
        assertThat(at("/sessions?instanceId=cdb-sandbox1", "/sessions/0/db").isNull()).isTrue();
    }

    private JsonNode at(String target, String pointer) throws Exception {
        return gateway.get(target).json().at(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'threads':[5]",
                "'sessions':[{'thread':1003,'user':'somebody else'}]",
                "'threads':[99999999]"
            })
    void holdsForAKillAndForItsPreview(String what) throws Exception {
        Answer preview = gateway.kill(body(what + ",'validateOnly':true"));
        Answer kill = gateway.kill(body(what + ",'urgent':false"));

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.json().get("validateOnly").booleanValue()).isTrue();
        assertThat(kill.status()).isEqualTo(what.contains("9999") ? 200 : 409);
    }

    @Test
    void holdsWhenTheVendorFails() throws Exception {
        gateway.upstream()
                .faults()
                .next(Match.PREPARE, Fault.error("AuthFailure.SecretIdNotFound", false));
        Answer refused = gateway.kill(order(1005));
        gateway.upstream().faults().clear();
        gateway.upstream().faults().always(Match.LIST, _ -> Fault.error("InternalError", false));
        Answer unlisted = gateway.get("/sessions?instanceId=cdb-sandbox1");
        Answer unseen = gateway.kill(body("'threads':[1005],'validateOnly':true"));
        gateway.upstream().faults().clear();
        int before = commits();
        gateway.upstream().faults().next(Match.COMMIT, new Fault.DropBeforeExecute());
        gateway.upstream()
                .faults()
                .always(
                        Match.LIST,
                        _ -> commits() == before ? null : Fault.error("InternalError", false));
        Answer unknown = gateway.kill(order(1005), "Prefer: wait=50");
        gateway.upstream().faults().clear();

        assertThat(List.of(refused.status(), unlisted.status(), unseen.status())).containsOnly(502);
        assertThat(refused.has("Location")).isTrue();
        assertThat(unknown.status()).isEqualTo(504);
    }

    private int commits() {
        return gateway.upstream().ledger().calls(Match.COMMIT).size();
    }

    @Test
    void holdsWhenTheRecordCannotBeWritten() throws Exception {
        try (Connection other = DriverManager.getConnection(gateway.databaseUrl());
                Statement statement = other.createStatement()) {
            statement.execute("begin exclusive");
            Answer locked = gateway.kill(order(1006));
            statement.execute("rollback");

            assertThat(locked.status()).isEqualTo(503);
            assertThat(locked.has("Retry-After")).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    400 | GET  | /sessions                           | Accept: */*
                    400 | GET  | /sessions/kill?limit=0              | Accept: */*
                    400 | GET  | /audit/events?after=x               | Accept: */*
                    400 | POST | /sessions/kill                      | Content-Type: application/json
                    400 | POST | /sessions/kill                      | Transfer-Encoding: gzip
                    404 | GET  | /sessions?instanceId=x&account=none | Accept: */*
                    404 | GET  | /sessions/kill/x                    | Accept: */*
                    406 | GET  | /quota                              | Accept: text/html
                    415 | POST | /sessions/kill                      | Content-Type: text/plain
                    """)
    void holdsForWhatIsRefused(int status, String method, String target, String line)
            throws Exception {
        String body = method.equals("POST") ? "{}" : "";

        assertThat(gateway.ask(method, target, body, line).status()).isEqualTo(status);
    }

    @Test
    void holdsForTooLargeABody() throws Exception {
        assertThat(gateway.kill(" ".repeat(70_000)).status()).isEqualTo(413);
    }

    @Test
    void holdsForWhoIsNotKnownOrMayNot() throws Exception {
        String other =
                gateway.upstream()
                        .issuer()
                        .mint("other", List.of("reporting"), Duration.ofHours(1));
        List<String> lines =
                List.of("Content-Type: application/json", "Authorization: Bearer " + other);

        Answer unknown = gateway.tell("GET", "/quota", "", List.of());
        Answer denied = gateway.tell("POST", "/sessions/kill", order(1007), lines);

        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.has("WWW-Authenticate")).isTrue();
        assertThat(denied.status()).isEqualTo(403);
        assertThat(gateway.tell("GET", "/audit/events", "", lines).status()).isEqualTo(403);
    }

    private static String order(long thread) {
        return body("'threads':[" + thread + "]");
    }

    private static String body(String what) {
        return ("{'instanceId':'cdb-sandbox1','reason':'a test'," + what + "}").replace('\'', '"');
    }
}
