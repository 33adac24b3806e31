package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.ThreadId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;

@WebApiTests
class BadThreadsTests {

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeKills kills;

    @BeforeEach
    void reset() {
        kills.reset();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # threads                  | field      | message
                    ["4711"]                   | threads[0] | must be a positive 64-bit integer
                    [1001, "4711"]             | threads[1] | must be a positive 64-bit integer
                    [""]                       | threads[0] | must be a positive 64-bit integer
                    [" 4711 "]                 | threads[0] | must be a positive 64-bit integer
                    [4711.0]                   | threads[0] | must be a positive 64-bit integer
                    [4711.5]                   | threads[0] | must be a positive 64-bit integer
                    [4711e0]                   | threads[0] | must be a positive 64-bit integer
                    [1001, 4711E2]             | threads[1] | must be a positive 64-bit integer
                    [-4711]                    | threads[0] | must be a positive 64-bit integer
                    [1001, 0]                  | threads[1] | must be a positive 64-bit integer
                    [-0]                       | threads[0] | must be a positive 64-bit integer
                    [true]                     | threads[0] | must be a positive 64-bit integer
                    [[4711]]                   | threads[0] | must be a positive 64-bit integer
                    [[]]                       | threads[0] | must be a positive 64-bit integer
                    [{"id": 4711}]             | threads[0] | must be a positive 64-bit integer
                    [9223372036854775808]      | threads[0] | must be a positive 64-bit integer
                    [1, -9223372036854775809]  | threads[1] | must be a positive 64-bit integer
                    [1001, 4711, 4711]         | threads[2] | stands twice
                    [null]                     | threads[0] | is required
                    [1001, null]               | threads[1] | is required
                    []                         | threads    | must name 1 to 100 sessions
                    null                       | threads    | is required, or sessions
                    4711                       | threads    | must be a list
                    "4711"                     | threads    | must be a list
                    ""                         | threads    | must be a list
                    {"0": 4711}                | threads    | must be a list
                    true                       | threads    | must be a list
                    """)
    void areNamedAndNothingIsKilled(String threads, String field, String message) {
        String answered = refused(KillJson.with("threads", threads), field, message);

        assertThat(answered).doesNotContain("4711", "9223372036854775808");
    }

    @Test
    void areNamedWhenTheyAreMissing() {
        refused(KillJson.without("threads"), "threads", "is required, or sessions");
    }

    @Test
    void areRefusedWhenThereAreMoreThanAHundred() {
        refused(KillJson.withThreads(101), "threads", "must name 1 to 100 sessions");
    }

    @Test
    void areEachNamedWhenSeveralAreBad() {
        JsonNode problem =
                ProblemShape.of(
                        ProblemCode.INVALID_REQUEST,
                        KillRequests.post(mvc, KillJson.with("threads", "[0, 7, null, 7]")));

        assertThat(ProblemShape.fields(problem))
                .containsExactly("threads[0]", "threads[2]", "threads[3]");
        assertThat(problem.get("detail").stringValue())
                .isEqualTo("3 things in the request are wrong.");
        assertThat(kills.orders()).isEmpty();
    }

    @Test
    void mayBeAHundred() {
        assertThat(KillRequests.post(mvc, KillJson.withThreads(100))).hasStatusOk();
        assertThat(kills.orders().getFirst().threads()).hasSize(100);
    }

    @Test
    void mayBeAsLargeAsALong() {
        String body = KillJson.with("threads", "[9223372036854775807, 1]");

        assertThat(KillRequests.post(mvc, body)).hasStatusOk();
        assertThat(kills.orders().getFirst().threads())
                .containsExactly(new ThreadId(1), new ThreadId(Long.MAX_VALUE));
    }

    private String refused(String body, String field, String message) {
        JsonNode problem =
                ProblemShape.of(ProblemCode.INVALID_REQUEST, KillRequests.post(mvc, body));
        assertThat(ProblemShape.fields(problem)).containsExactly(field);
        assertThat(ProblemShape.messages(problem)).containsExactly(message);
        assertThat(problem.get("retryable").stringValue()).isEqualTo("NO");
        assertThat(problem.get("instance").stringValue()).isEqualTo("/sessions/kill");
        assertThat(kills.orders()).isEmpty();
        return ProblemShape.said(problem);
    }
}
