package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.Stage;
import dev.sessionkill.kill.KillFailure;
import dev.sessionkill.kill.KillResult;
import dev.sessionkill.kill.KillState;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

@WebApiTests
class KillOutcomesTests {

    private static final String LOCATION = "/sessions/kill/" + SampleKills.ID;

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeKills kills;

    @BeforeEach
    void reset() {
        kills.reset();
    }

    @Test
    void are200AndTheWholeKillWhenEverySessionIsGoneOrGoing() {
        MvcTestResult result = KillRequests.post(mvc, KillJson.GOOD);

        assertThat(result)
                .hasStatusOk()
                .hasContentType("application/json")
                .hasHeader("Location", LOCATION)
                .doesNotContainHeader("Retry-After")
                .bodyJson()
                .isStrictlyEqualTo(
                        """
                        {
                          "id": "019a9c6e-0000-7000-8000-000000000001",
                          "state": "FINISHED",
                          "result": "KILLED",
                          "account": "default",
                          "region": "ap-guangzhou",
                          "instanceId": "cdb-8jawylhf",
                          "product": "mysql",
                          "sessions": [
                            {
                              "thread": 1001,
                              "outcome": "KILLED",
                              "user": "report",
                              "host": "10.1.2.3:52344",
                              "db": "shop",
                              "command": "Query",
                              "seconds": 880
                            }
                          ],
                          "reason": "INC-4711 report query",
                          "requestedBy": "sub:ops-portal",
                          "requestedAt": "2026-11-22T09:00:00Z",
                          "deadline": "2026-11-22T09:01:00Z",
                          "finishedAt": "2026-11-22T09:00:02Z",
                          "upstream": [
                            {
                              "stage": "PREPARE",
                              "requestId": "req-1",
                              "sentAt": "2026-11-22T09:00:00.005Z",
                              "millis": 84,
                              "attempt": 1,
                              "code": null
                            }
                          ]
                        }
                        """);
        assertThat(kills.callers()).containsExactly(KillRequests.CALLER);
    }

    @ParameterizedTest
    @CsvSource({"QUEUED", "PREPARING", "COMMITTING", "VERIFYING"})
    void are202AndWhereToLookWhileTheKillRuns(KillState state) {
        kills.endAs(SampleKills.in(state, null, null));

        assertThat(KillRequests.post(mvc, KillJson.GOOD))
                .hasStatus(202)
                .hasHeader("Location", LOCATION)
                .hasHeader("Retry-After", "1")
                .bodyJson()
                .hasPathSatisfying("$.state", it -> it.assertThat().isEqualTo(state.name()))
                .hasPathSatisfying("$.result", it -> it.assertThat().isNull())
                .hasPathSatisfying("$.finishedAt", it -> it.assertThat().isNull());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    # state,   result,     code,            retryable
                    FINISHED,  PARTIAL,    KILL_INCOMPLETE, NO
                    FINISHED,  NOT_KILLED, KILL_INCOMPLETE, NO
                    FINISHED,  FAILED,     UPSTREAM_FAILED, NO
                    FINISHED,  UNKNOWN,    OUTCOME_UNKNOWN, UNKNOWN
                    FINISHED,  -,          OUTCOME_UNKNOWN, UNKNOWN
                    CANCELLED, -,          KILL_INCOMPLETE, YES
                    CANCELLED, NOT_KILLED, KILL_INCOMPLETE, YES
                    EXPIRED,   -,          KILL_INCOMPLETE, YES
                    EXPIRED,   NOT_KILLED, KILL_INCOMPLETE, YES
                    """)
    void areAProblemWithTheKillWhenASessionIsNeitherGoneNorGoing(
            KillState state, @Nullable KillResult result, ProblemCode code, String retryable) {
        kills.endAs(SampleKills.in(state, result, null));

        MvcTestResult answer = KillRequests.post(mvc, KillJson.GOOD);

        JsonNode problem = ProblemShape.of(code, answer);
        assertThat(problem.get("retryable").stringValue()).isEqualTo(retryable);
        assertThat(problem.get("killId").stringValue()).isEqualTo(SampleKills.ID.toString());
        assertThat(problem.get("kill").get("id").stringValue())
                .isEqualTo(SampleKills.ID.toString());
        assertThat(problem.get("kill").get("state").stringValue()).isEqualTo(state.name());
        assertThat(problem.has("upstream")).isEqualTo(code == ProblemCode.UPSTREAM_FAILED);
        assertThat(answer).hasHeader("Location", LOCATION).doesNotContainHeader("Retry-After");
    }

    @ParameterizedTest
    @MethodSource
    void areNever2xxUnlessTheKillIsKilledOrRuns(KillState state, @Nullable KillResult result) {
        kills.endAs(SampleKills.in(state, result, null));

        boolean good = state == KillState.FINISHED ? result == KillResult.KILLED : !state.isFinal();

        assertThat(KillRequests.post(mvc, KillJson.GOOD).getResponse().getStatus() < 300)
                .isEqualTo(good);
    }

    static Stream<Arguments> areNever2xxUnlessTheKillIsKilledOrRuns() {
        return Arrays.stream(KillState.values())
                .flatMap(
                        state ->
                                Stream.concat(
                                                Stream.of((KillResult) null),
                                                Arrays.stream(KillResult.values()))
                                        .map(result -> Arguments.of(state, result)));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    # stage, vendor's code,         request id, retryable, as it is told
                    PREPARE, InvalidParameterValue, req-7,      false,     NO
                    PREPARE, RequestLimitExceeded,  req-8,      true,      YES
                    COMMIT,  FailedOperation,       req-9,      false,     NO
                    LIST,    -,                     -,          true,      YES
                    """)
    void tellWhatTheVendorSaid(
            Stage stage,
            @Nullable String code,
            @Nullable String requestId,
            boolean retryable,
            String told) {
        kills.endAs(SampleKills.failed(new KillFailure(stage, code, requestId, retryable)));

        JsonNode problem =
                ProblemShape.of(ProblemCode.UPSTREAM_FAILED, KillRequests.post(mvc, KillJson.GOOD));

        assertThat(problem.get("retryable").stringValue()).isEqualTo(told);
        JsonNode upstream = problem.get("upstream");
        assertThat(upstream.propertyNames()).containsExactly("stage", "code", "requestId");
        assertThat(upstream.get("stage").stringValue()).isEqualTo(stage.name());
        assertThat(upstream.get("code").stringValue(null)).isEqualTo(code);
        assertThat(upstream.get("requestId").stringValue(null)).isEqualTo(requestId);
    }
}
