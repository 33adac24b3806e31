package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.Region;
import dev.sessionkill.kill.Submission;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;

@WebApiTests
class BadFieldsTests {

    private static final String FORM = "must be 1 to 64 letters, digits, '.', '_' or '-'";

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeKills kills;

    @BeforeEach
    void reset() {
        kills.reset();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # field    | value                | message begins with
                    instanceId | null                 | is required
                    instanceId | ""                   | must be 1 to 64 letters
                    instanceId | "canary value"       | must be 1 to 64 letters
                    instanceId | "-canary"            | must be 1 to 64 letters
                    instanceId | "canary\\n"          | must be 1 to 64 letters
                    instanceId | "../canary"          | must be 1 to 64 letters
                    instanceId | "cänäry"             | must be 1 to 64 letters
                    instanceId | 4711                 | must be a string
                    instanceId | 47.11                | must be a string
                    instanceId | true                 | must be a string
                    instanceId | ["canary"]           | must be a string
                    instanceId | {"a": "canary"}      | must be a string
                    product    | "canary"             | must be mysql or cynosdb
                    product    | "MySQL"              | must be mysql or cynosdb
                    product    | "mysql "             | must be mysql or cynosdb
                    product    | ""                   | must be mysql or cynosdb
                    product    | 4711                 | must be a string
                    account    | ""                   | must be 1 to 64 letters
                    account    | "canary!"            | must be 1 to 64 letters
                    account    | ["canary"]           | must be a string
                    region     | ""                   | must be lower-case letters
                    region     | "AP-Canary"          | must be lower-case letters
                    region     | "1-canary"           | must be lower-case letters
                    region     | "ap-canary-which-is-far-too-long-a" | must be lower-case letters
                    region     | 4711                 | must be a string
                    reason     | null                 | is required
                    reason     | ""                   | must be 3 to 500 characters
                    reason     | "ca"                 | must be 3 to 500 characters
                    reason     | "      "             | must be 3 to 500 characters
                    reason     | 4711                 | must be a string
                    reason     | ["canary"]           | must be a string
                    reason     | {"text": "canary"}   | must be a string
                    """)
    void areNamedWithoutTheirValue(String field, String value, String message) {
        JsonNode problem = refused(KillJson.with(field, value), field);

        assertThat(ProblemShape.messages(problem)).singleElement().asString().startsWith(message);
        assertThat(ProblemShape.said(problem)).doesNotContainIgnoringCase("canary", "4711");
    }

    @ParameterizedTest
    @ValueSource(strings = {"instanceId", "reason"})
    void areNamedWhenTheyAreMissing(String field) {
        assertThat(ProblemShape.messages(refused(KillJson.without(field), field)))
                .containsExactly("is required");
    }

    @ParameterizedTest
    @MethodSource
    void holdNoReasonThatForgesLines(String name, String reason) {
        JsonNode problem = refused(KillJson.withReason(reason), "reason");

        assertThat(ProblemShape.messages(problem))
                .as(name)
                .containsExactly("must not contain control characters");
    }

    static Stream<Arguments> holdNoReasonThatForgesLines() {
        return Stream.of(
                Arguments.of("line feed", "a reason\nwith a line"),
                Arguments.of("carriage return", "a reason\rwith a line"),
                Arguments.of("tab", "a\treason"),
                Arguments.of("escape", "a \u001b[31mreason"),
                Arguments.of("null", "a reason\u0000"),
                Arguments.of("delete", "a reason\u007f"),
                Arguments.of("C1 control", "a reason\u0085"),
                Arguments.of("line separator", "a reason\u2028"),
                Arguments.of("paragraph separator", "a reason\u2029"),
                Arguments.of("bidi override", "a \u202ereason"),
                Arguments.of("bidi embedding", "a \u202areason"),
                Arguments.of("bidi isolate", "a \u2066reason\u2069"),
                Arguments.of("lone surrogate", "a reason\ud83d"));
    }

    @Test
    void holdNoReasonOfMoreThan500CodePoints() {
        refused(KillJson.withReason("r".repeat(501)), "reason");
        refused(KillJson.withReason("\ud83d\udd25".repeat(501)), "reason");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r", "ü", "\ud83d\udd25"})
    void mayHoldAReasonOf500CodePoints(String codePoint) {
        String reason = codePoint.repeat(500);

        assertThat(KillRequests.post(mvc, KillJson.withReason(reason))).hasStatusOk();
        assertThat(kills.orders().getFirst().reason().text()).isEqualTo(reason);
    }

    @Test
    void areAllNamedAtOnce() {
        JsonNode problem =
                ProblemShape.of(
                        ProblemCode.INVALID_REQUEST,
                        KillRequests.post(
                                mvc,
                                """
                                {"instanceId":"-","product":"x","account":"!","region":"X",
                                 "threads":[0],"reason":""}
                                """));

        assertThat(ProblemShape.fields(problem))
                .containsExactly(
                        "instanceId", "product", "account", "region", "threads[0]", "reason");
        assertThat(ProblemShape.messages(problem)).contains(FORM);
        assertThat(kills.orders()).isEmpty();
    }

    @Test
    void nameTheRegionsOfTheAccountWhenItIsAnothers() {
        kills.submitAnswers(
                () ->
                        new Submission.NoSuchRegion(
                                Set.of(new Region("ap-shanghai"), new Region("ap-guangzhou"))));

        JsonNode problem =
                ProblemShape.of(
                        ProblemCode.INVALID_REQUEST,
                        KillRequests.post(mvc, KillJson.with("region", "\"eu-canary\"")));

        assertThat(ProblemShape.fields(problem)).containsExactly("region");
        assertThat(ProblemShape.messages(problem))
                .containsExactly("must be one of ap-guangzhou, ap-shanghai");
        assertThat(problem.toString()).doesNotContain("eu-canary");
    }

    @Test
    void areAnUnknownAccountWithA404() {
        kills.submitAnswers(Submission.NoSuchAccount::new);

        JsonNode problem =
                ProblemShape.of(
                        ProblemCode.UNKNOWN_ACCOUNT,
                        KillRequests.post(mvc, KillJson.with("account", "\"canary\"")));

        assertThat(problem.toString()).doesNotContain("canary");
    }

    private JsonNode refused(String body, String field) {
        JsonNode problem =
                ProblemShape.of(ProblemCode.INVALID_REQUEST, KillRequests.post(mvc, body));
        assertThat(ProblemShape.fields(problem)).containsExactly(field);
        assertThat(kills.orders()).isEmpty();
        return problem;
    }
}
