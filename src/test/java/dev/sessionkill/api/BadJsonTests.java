package dev.sessionkill.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
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
class BadJsonTests {

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
                    # body                                       | field      | message
                    {"threads": [1001]                           | ``         | must be valid JSON
                    {"threads": [1001,]}                         | threads    | must be valid JSON
                    {"threads": [01001]}                         | threads    | must be valid JSON
                    {"threads": [+1001]}                         | threads    | must be valid JSON
                    {"threads": [NaN]}                           | threads    | must be valid JSON
                    {"threads": [0x10]}                          | threads    | must be valid JSON
                    {'threads': [1001]}                          | ``         | must be valid JSON
                    {threads: [1001]}                            | ``         | must be valid JSON
                    {"threads": [1001]} // canary                | ``         | must be valid JSON
                    {"reason": "can<TAB>ary"}                    | reason     | must be valid JSON
                    {"reason": "\\q"}                            | reason     | must be valid JSON
                    {"reason": canary}                           | ``         | must be valid JSON
                    {"threads": [1001], "threads": [1002]}       | ``         | holds a key twice in one object
                    {"reason": "abc", "reason": "canary"}        | ``         | holds a key twice in one object
                    canary                                       | ``         | must be valid JSON
                    instanceId=canary&threads=1001               | ``         | must be valid JSON
                    <kill thread="1001"/>                        | ``         | must be valid JSON
                    ``                                           | ``         | must be one JSON object
                    null                                         | ``         | must be one JSON object
                    []                                           | ``         | must be one JSON object
                    [{"threads": [1001]}]                        | ``         | must be one JSON object
                    "canary"                                     | ``         | must be one JSON object
                    ""                                           | ``         | must be one JSON object
                    1001                                         | ``         | must be one JSON object
                    10.01                                        | ``         | must be one JSON object
                    true                                         | ``         | must be one JSON object
                    """)
    void isSaidToBeBadWithoutRepeatingIt(String body, String field, String message) {
        refused(body.replace("<TAB>", "\t").getBytes(UTF_8), field, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}       | must be one JSON object
                    []       | must be one JSON object
                    1        | must be one JSON object
                    "canary" | must be one JSON object
                    null     | must be one JSON object
                    canary   | must be valid JSON
                    }        | must be valid JSON
                    ,        | must be valid JSON
                    """)
    void isRefusedWithSomethingBehindIt(String tail, String message) {
        refused((KillJson.GOOD + tail).getBytes(UTF_8), "", message);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # name,                 as it is shown
                    thread,                 thread
                    Threads,                Threads
                    dryRun,                 dryRun
                    session,                session
                    validateonly,           validateonly
                    class,                  class
                    @class,                 @class
                    '',                     ''
                    a\\u001b[31mb,          a?[31mb
                    a\\r\\nb,               a??b
                    a\\u202eb,              a?b
                    <b>,                    <b>
                    aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeee, aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd…
                    """)
    void isRefusedWithAFieldThatNobodyKnows(String name, String shown) {
        refused(KillJson.with(name, "\"canary\"").getBytes(UTF_8), shown, "is not a known field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"threads\":[", "{\"unknown\":["})
    void isRefusedHoweverDeepItIs(String opening) {
        JsonNode problem =
                ProblemShape.of(
                        ProblemCode.INVALID_REQUEST,
                        KillRequests.post(mvc, opening.repeat(65_536 / opening.length())));

        assertThat(problem.get("errors")).isNotEmpty();
        assertThat(kills.orders()).isEmpty();
    }

    @Test
    void isRefusedWithANumberOfAThousandDigits() {
        refused(
                KillJson.with("threads", "[" + "9".repeat(1_001) + "]").getBytes(UTF_8),
                "threads",
                "is a number with too many digits");
        refused(
                KillJson.with("threads", "[1, " + "9".repeat(2_000) + "]").getBytes(UTF_8),
                "threads",
                "is a number with too many digits");
    }

    @ParameterizedTest
    @MethodSource
    void isRefusedInAnyEncodingButUtf8(String name, byte[] body) {
        JsonNode problem =
                ProblemShape.of(ProblemCode.INVALID_REQUEST, KillRequests.post(mvc, body));

        assertThat(problem.get("detail").stringValue())
                .as(name)
                .isEqualTo("The body must be JSON in UTF-8.");
        assertThat(kills.orders()).isEmpty();
    }

    static Stream<Arguments> isRefusedInAnyEncodingButUtf8() {
        return Stream.of(
                Arguments.of("UTF-16BE", good(UTF_16BE)),
                Arguments.of("UTF-16LE", good(UTF_16LE)),
                Arguments.of("UTF-16 with a byte order mark", good(UTF_16)),
                Arguments.of("UTF-32", good(Charset.forName("UTF-32"))),
                Arguments.of(
                        "Latin-1", KillJson.with("reason", "\"geht über\"").getBytes(ISO_8859_1)),
                Arguments.of("overlong", bytes("\u00c0\u00af")),
                Arguments.of("an encoded surrogate", bytes("\u00ed\u00a0\u0080")),
                Arguments.of("cut off", bytes("\u00f0\u009f\u0094")),
                Arguments.of("beyond Unicode", bytes("\u00f4\u0090\u0080\u0080")),
                Arguments.of("a zero byte", bytes("\u0000")));
    }

    @Test
    void isNotAnsweredWithAFaultOfOursForAByteOrderMark() {
        byte[] body = ("\ufeff" + KillJson.GOOD).getBytes(UTF_8);

        assertThat(KillRequests.post(mvc, body).getResponse().getStatus()).isIn(200, 400);
    }

    @Test
    void isTakenAsUtf8() {
        String body = KillJson.with("reason", "\"läuft 老 \ud83d\udd25\"");

        assertThat(KillRequests.post(mvc, body.getBytes(UTF_8))).hasStatusOk();
        assertThat(kills.orders().getFirst().reason().text()).isEqualTo("läuft 老 \ud83d\udd25");
    }

    private void refused(byte[] body, String field, String message) {
        JsonNode problem =
                ProblemShape.of(ProblemCode.INVALID_REQUEST, KillRequests.post(mvc, body));
        assertThat(ProblemShape.fields(problem)).containsExactly(field);
        assertThat(ProblemShape.messages(problem)).containsExactly(message);
        assertThat(ProblemShape.said(problem)).doesNotContain("canary", "1001", "\\u001b", "\\r");
        assertThat(kills.orders()).isEmpty();
    }

    private static byte[] good(Charset charset) {
        return KillJson.GOOD.getBytes(charset);
    }

    private static byte[] bytes(String reasonOfBytes) {
        return KillJson.with("reason", "\"abc" + reasonOfBytes + "\"").getBytes(ISO_8859_1);
    }
}
