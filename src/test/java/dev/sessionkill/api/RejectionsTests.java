package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.Region;
import dev.sessionkill.kill.Submission;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

@WebApiTests
class RejectionsTests {

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeKills kills;

    @BeforeEach
    void reset() {
        kills.reset();
    }

    @ParameterizedTest
    @MethodSource
    void areAProblemEachAndWaitForNothing(
            Submission.Rejected rejected,
            ProblemCode code,
            String retryable,
            @Nullable String retryAfter) {
        kills.submitAnswers(() -> rejected);

        MvcTestResult result =
                KillRequests.posting(mvc)
                        .header("Prefer", "wait=5")
                        .content(KillJson.GOOD)
                        .exchange();

        JsonNode problem = ProblemShape.of(code, result);
        assertThat(problem.get("retryable").stringValue()).isEqualTo(retryable);
        assertThat(problem.propertyNames()).doesNotContain("kill", "killId", "upstream");
        assertThat(result.getResponse().getHeader("Retry-After")).isEqualTo(retryAfter);
        assertThat(result)
                .doesNotContainHeader("Location")
                .doesNotContainHeader("Preference-Applied");
        assertThat(kills.waits()).isEmpty();
    }

    static Stream<Arguments> areAProblemEachAndWaitForNothing() {
        return Stream.of(
                Arguments.of(
                        new Submission.NotPermitted("No grant."),
                        ProblemCode.NOT_PERMITTED,
                        "NO",
                        null),
                Arguments.of(
                        new Submission.NoSuchAccount(), ProblemCode.UNKNOWN_ACCOUNT, "NO", null),
                Arguments.of(
                        new Submission.NoSuchRegion(Set.of(new Region("ap-guangzhou"))),
                        ProblemCode.INVALID_REQUEST,
                        "NO",
                        null),
                Arguments.of(
                        new Submission.QueueFull(Duration.ofSeconds(7)),
                        ProblemCode.QUEUE_FULL,
                        "YES",
                        "7"),
                Arguments.of(
                        new Submission.TooManyOfThisCaller(Duration.ofSeconds(3)),
                        ProblemCode.TOO_MANY_REQUESTS,
                        "YES",
                        "3"),
                Arguments.of(
                        new Submission.QueueFull(Duration.ofMillis(20)),
                        ProblemCode.QUEUE_FULL,
                        "YES",
                        "1"),
                Arguments.of(
                        new Submission.NoCredentials(),
                        ProblemCode.CREDENTIALS_UNAVAILABLE,
                        "YES",
                        "10"),
                Arguments.of(
                        new Submission.Unrecorded(), ProblemCode.AUDIT_UNAVAILABLE, "YES", "5"),
                Arguments.of(new Submission.ShuttingDown(), ProblemCode.SHUTTING_DOWN, "YES", "1"));
    }

    @Test
    void tellWhatTheGrantsSay() {
        kills.submitAnswers(
                () -> new Submission.NotPermitted("At most 10 sessions may be named at once."));

        assertThat(
                        ProblemShape.of(
                                        ProblemCode.NOT_PERMITTED,
                                        KillRequests.post(mvc, KillJson.GOOD))
                                .get("detail")
                                .stringValue())
                .isEqualTo("At most 10 sessions may be named at once.");
    }
}
