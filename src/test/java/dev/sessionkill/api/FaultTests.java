package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.kill.Submission;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;

@WebApiTests
@ExtendWith(OutputCaptureExtension.class)
class FaultTests {

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeKills kills;
    @Autowired private ErrorPage errors;

    @BeforeEach
    void reset() {
        kills.reset();
    }

    @ParameterizedTest
    @MethodSource
    void isToldWithoutItsTextAndLogged(Throwable fault, CapturedOutput output) {
        kills.submitAnswers(() -> thrown(fault));

        JsonNode problem =
                ProblemShape.of(ProblemCode.INTERNAL_ERROR, KillRequests.post(mvc, KillJson.GOOD));

        assertThat(problem.toString()).doesNotContain("canary");
        assertThat(problem.get("retryable").stringValue()).isEqualTo("UNKNOWN");
        assertThat(output)
                .contains("A request ended with a fault in the gateway.", "canary")
                .contains(problem.get("traceId").stringValue());
    }

    static Stream<Throwable> isToldWithoutItsTextAndLogged() {
        return Stream.of(
                new IllegalStateException("canary"),
                new IllegalArgumentException("canary"),
                new NullPointerException("canary"),
                new StackOverflowError("canary"));
    }

    @Test
    void isToldWhenAKillIsLookedUp() {
        kills.findAnswers(
                () -> {
                    throw new IllegalStateException("canary");
                });

        assertThat(
                        ProblemShape.of(
                                        ProblemCode.INTERNAL_ERROR,
                                        KillRequests.get(mvc, "/sessions/kill/" + SampleKills.ID))
                                .toString())
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    400, INVALID_REQUEST
                    404, NOT_FOUND
                    405, METHOD_NOT_ALLOWED
                    413, CONTENT_TOO_LARGE
                    500, INTERNAL_ERROR
                    503, INTERNAL_ERROR
                    """)
    void isToldAlikeWhenTheContainerNoticesIt(int status, ProblemCode code) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/error");
        request.setAttribute("jakarta.servlet.error.status_code", status);
        request.setAttribute("jakarta.servlet.error.request_uri", "/sessions/kill");
        request.setAttribute("jakarta.servlet.error.message", "canary");
        request.setAttribute(
                "jakarta.servlet.error.exception", new IllegalStateException("canary"));

        var answer = errors.error(request, new MockHttpServletResponse());

        assertThat(answer.getStatusCode().value()).isEqualTo(code.status().value());
        assertThat(answer.getHeaders().getFirst("Content-Type"))
                .isEqualTo("application/problem+json");
        assertThat(answer.getBody()).isNotNull();
        assertThat(answer.getBody().getInstance()).hasToString("/sessions/kill");
        assertThat(answer.getBody().getProperties()).containsEntry("code", code.wireName());
        assertThat(answer.getBody().toString()).doesNotContain("canary");
    }

    @Test
    void isA404WhereThereIsNone() {
        assertThat(
                        errors.error(
                                        new MockHttpServletRequest("GET", "/error"),
                                        new MockHttpServletResponse())
                                .getStatusCode())
                .hasToString("404 NOT_FOUND");
    }

    /** Whatever it is, as if it were declared. */
    private static Submission thrown(Throwable fault) {
        switch (fault) {
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new AssertionError(fault);
        }
    }
}
