package dev.sessionkill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.text.ParseException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class SandboxControllersTests {

    private final SandboxServer server = SandboxServer.start(SandboxOptions.defaults());
    private final MockMvcTester mvc =
            MockMvcTester.create(
                    MockMvcBuilders.standaloneSetup(
                                    new SandboxController(server), new TokenController(server))
                            .setControllerAdvice(new NonsenseAdvice())
                            .build());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void handsOutABareTokenForOncall() throws Exception {
        String token = token(mvc.post().uri("/sandbox/tokens").accept(MediaType.ALL).exchange());
        JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();

        assertThat(claims.getSubject()).isEqualTo("oncall");
        assertThat(claims.getStringListClaim("groups")).containsExactly("dba");
        assertThat(validity(claims)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void handsOutABareTokenToWhoAsksForText() throws ParseException {
        MvcTestResult result =
                mvc.post()
                        .uri("/sandbox/tokens")
                        .accept("text/plain, application/json")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(
                                """
                                {"subject": "alice", "groups": ["reporting"], "expiresInSeconds": 60}\
                                """)
                        .exchange();
        JWTClaimsSet claims = SignedJWT.parse(token(result)).getJWTClaimsSet();

        assertThat(claims.getSubject()).isEqualTo("alice");
        assertThat(claims.getStringListClaim("groups")).containsExactly("reporting");
        assertThat(validity(claims)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void handsOutJsonToWhoAsksForIt() {
        assertThat(mvc.post().uri("/sandbox/tokens").accept("application/json, */*").exchange())
                .hasStatusOk()
                .hasContentType(MediaType.APPLICATION_JSON)
                .bodyJson()
                .hasPath("$.token")
                .hasPath("$.expiresAt")
                .extractingPath("$.tokenType")
                .isEqualTo("Bearer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    tokens | {"subject": " "}                                            | subject
                    tokens | {"expiresInSeconds": 0}                                     | expiresInSeconds
                    tokens | {"groups": "dba"                                            | body
                    tokens | {"groups": ["dba", null]}                                   | groups
                    faults | {"fault": "NO_SUCH_FAULT"}                                  | body
                    faults | {}                                                          | fault
                    faults | {"fault": "HANG", "action": "Kill"}                         | action
                    faults | {"fault": "HANG", "stage": "commit"}                        | stage
                    faults | {"fault": "HANG", "action": "DescribeMySqlProcessList", "stage": "Commit"} | stage
                    faults | {"fault": "HANG", "times": 0}                               | times
                    faults | {"fault": "STATUS", "status": 99}                           | fault
                    faults | {"fault": "STATUS", "headers": {"a": null}}                 | headers
                    faults | {"fault": "PARTIAL_THREADS", "listed": -1}                  | fault
                    faults | {"fault": "LATENCY", "millis": -1}                          | millis
                    """)
    void refusesNonsense(String path, String body, String field) {
        assertThat(
                        mvc.post()
                                .uri("/sandbox/" + path)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(body)
                                .exchange())
                .hasStatus(HttpStatus.BAD_REQUEST)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .extractingPath("$.errors[0].field")
                .isEqualTo(field);
        assertThat(server.faults().outstanding()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "EXECUTE_THEN_DROP, ExecuteThenDrop",
        "DROP_BEFORE_EXECUTE, DropBeforeExecute",
        "RESET_AFTER_EXECUTE, ResetAfterExecute",
        "STATUS, Status",
        "HANG, Hang",
        "DRIP, Drip",
        "BODY, Body",
        "ERROR_CODE, ErrorCode",
        "PARTIAL_THREADS, PartialThreads",
        "EMPTY_THREADS, EmptyThreads",
        "LATENCY, Latency"
    })
    void takesOrdersForEveryFault(String name, String type) {
        assertThat(order("{\"action\": \"KillMySqlThreads\", \"fault\": \"" + name + "\"}"))
                .hasStatus(HttpStatus.ACCEPTED);

        assertThat(server.faults().take(Match.KILL_ACTION, "Commit"))
                .hasValueSatisfying(
                        it -> assertThat(it.getClass().getSimpleName()).isEqualTo(type));
    }

    @Test
    void makesTheOrderedCallsGoWrongAndNoOthers() throws IOException {
        order(
                """
                {"action": "KillMySqlThreads", "stage": "Commit", "fault": "ERROR_CODE",
                 "code": "FailedOperation", "executes": true, "times": 2}\
                """);
        try (WireClient client = new WireClient(server)) {
            String sqlExecId = client.prepare("cdb-sandbox1", 1001).sqlExecId();
            assertThat(client.commit("cdb-sandbox1", sqlExecId).errorCode())
                    .isEqualTo("FailedOperation");
        }

        assertThat(server.faults().outstanding()).isEqualTo(1);
        assertThat(mvc.delete().uri("/sandbox/faults").exchange()).hasStatus(HttpStatus.NO_CONTENT);
        assertThat(server.faults().outstanding()).isZero();
        assertThat(mvc.get().uri("/sandbox/sessions").exchange())
                .bodyJson()
                .extractingPath("$.cdb-sandbox1[?(@.id==1001)]")
                .asArray()
                .isEmpty();
    }

    @Test
    void showsAndForgetsCalls() throws IOException {
        try (WireClient client = new WireClient(server)) {
            client.prepare("cdb-sandbox1", 1001);
        }

        assertThat(mvc.get().uri("/sandbox/calls").exchange())
                .bodyJson()
                .hasPathSatisfying(
                        "$.mostInAnySecond.KillMySqlThreads", it -> it.assertThat().isEqualTo(1))
                .hasPathSatisfying("$.calls[0].stage", it -> it.assertThat().isEqualTo("Prepare"))
                .hasPathSatisfying(
                        "$.calls[0].threads", it -> it.assertThat().isEqualTo(List.of(1001)));
        assertThat(mvc.delete().uri("/sandbox/calls").exchange()).hasStatus(HttpStatus.NO_CONTENT);
        assertThat(server.ledger().calls()).isEmpty();
    }

    @Test
    void showsTheSessionsOfEachInstance() {
        assertThat(mvc.get().uri("/sandbox/sessions").exchange())
                .bodyJson()
                .hasPath("$.cdb-sandbox2[0].host")
                .extractingPath("$.cdb-sandbox1[?(@.id==1001)].user")
                .asArray()
                .containsExactly("report");
    }

    private MvcTestResult order(String json) {
        return mvc.post()
                .uri("/sandbox/faults")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();
    }

    private static String token(MvcTestResult result) {
        assertThat(result).hasStatusOk().hasContentTypeCompatibleWith(MediaType.TEXT_PLAIN);
        assertThat(result).headers().hasValue("Cache-Control", "no-store");
        try {
            return result.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private static Duration validity(JWTClaimsSet claims) {
        return Duration.between(
                        claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant())
                .truncatedTo(ChronoUnit.SECONDS);
    }
}
