package dev.sessionkill.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.fuzz.Sent.Aim;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** An oracle that finds nothing is worth nothing: each must report the answer that breaks it. */
class OraclesTests {

    private static final Aim FAIR = new Aim(false, true, false, false);
    private static final Aim WRONG = new Aim(true, true, false, false);
    private static final Aim ANONYMOUS = new Aim(false, true, true, false);
    private static final Aim NO_HTTP = new Aim(false, false, false, false);

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PAGE =
            "{\"things\": [{\"id\": 1, \"state\": \"ON\", \"at\": \"2026-11-22T09:00:00Z\"}],"
                    + " \"next\": null}";
    private static final String PROBLEM =
            """
            {"type": "/problems/invalid-request", "title": "t", "status": 400, "detail": "d",
             "instance": "/things", "code": "invalid-request", "retryable": "NO", "traceId": "%s",
             "errors": [{"field": "cnry!val", "message": "m"}]}
            """
                    .formatted(TRACE);

    private static final ApiDocument DOCUMENT =
            new ApiDocument(
                    JsonMapper.shared()
                            .readTree(
                                    """
                                    {"paths": {"/things": {"get": {"responses": {
                                       "200": {"content": {"application/json": {"schema":
                                          {"$ref": "#/components/schemas/Things"}}}},
                                       "400": {"$ref": "#/components/responses/Problem"},
                                       "401": {"$ref": "#/components/responses/Unauthenticated"},
                                       "503": {"$ref": "#/components/responses/Problem"}}}}},
                                     "components": {"responses": {
                                       "Unauthenticated": {"headers": {"WWW-Authenticate": {}},
                                         "content": {"application/problem+json": {"schema":
                                          {"$ref": "#/components/schemas/Problem"}}}},
                                       "Problem": {"content": {"application/problem+json": {"schema":
                                          {"$ref": "#/components/schemas/Problem"}}}}},
                                     "schemas": {"Things": {"type": "object", "required": ["things"],
                                         "properties": {"next": {"type": ["string", "null"]}, "things": {"type": "array",
                                           "items": {"type": "object", "properties": {
                                             "id": {"type": "integer"},
                                             "at": {"type": "string", "format": "date-time"},
                                             "state": {"type": "string", "enum": ["ON"]}}}}}},
                                       "Problem": {"type": "object", "properties": {
                                         "type": {"type": "string"}, "title": {"type": "string"},
                                         "status": {"type": "integer"}, "detail": {"type": "string"},
                                         "instance": {"type": "string"}, "retryable": {"type": "string"},
                                         "traceId": {"type": "string"}, "errors": {"type": "array"},
                                         "code": {"type": "string", "enum":
                                           ["invalid-request", "unauthenticated", "queue-full",
                                            "audit-unavailable"]}}}}}}
                                    """));

    @Test
    void findNothingInAnswersInWhichAllIsWell() {
        assertThat(rules(FAIR, json(200, PAGE))).isEmpty();
        assertThat(rules(WRONG, problem(400, PROBLEM))).isEmpty();
        assertThat(rules(ANONYMOUS, unauthenticated("WWW-Authenticate: Bearer"))).isEmpty();
        assertThat(rules(FAIR, problem(503, withCode("queue-full", 503)))).isEmpty();
        assertThat(rules(NO_HTTP, problem(400, PROBLEM.replace(TRACE, "")))).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource
    void report(Rule rule, Aim aim, Answer answer) {
        assertThat(rules(aim, answer)).contains(rule);
    }

    static Stream<Arguments> report() {
        return Stream.of(
                Arguments.of(Rule.NO_ANSWER, FAIR, Wire.parse(new byte[0])),
                Arguments.of(Rule.SERVER_ERROR, FAIR, problem(500, PROBLEM)),
                Arguments.of(
                        Rule.SERVER_ERROR, FAIR, problem(503, withCode("audit-unavailable", 503))),
                Arguments.of(Rule.ACCEPTED, WRONG, json(200, PAGE)),
                Arguments.of(Rule.LET_IN, ANONYMOUS, json(200, PAGE)),
                Arguments.of(Rule.LET_IN, ANONYMOUS, unauthenticated("X: y")),
                Arguments.of(Rule.NO_PROBLEM, FAIR, answer(400, "Content-Type: text/html", "<p>")),
                Arguments.of(Rule.NO_PROBLEM, FAIR, problem(400, PROBLEM.replace("detail", "x"))),
                Arguments.of(Rule.NO_PROBLEM, FAIR, problem(400, PROBLEM.replace(TRACE, ""))),
                Arguments.of(
                        Rule.NO_PROBLEM, FAIR, problem(400, PROBLEM.replace("\"/things", "\"x"))),
                Arguments.of(Rule.NO_PROBLEM, FAIR, problem(400, PROBLEM.replace("NO", "MAYBE"))),
                Arguments.of(Rule.CODE, FAIR, problem(400, withCode("new-code", 400))),
                Arguments.of(Rule.CODE, FAIR, problem(400, withCode("unauthenticated", 400))),
                Arguments.of(Rule.CODE, FAIR, problem(400, PROBLEM.replace("400", "401"))),
                Arguments.of(Rule.CODE, FAIR, problem(400, PROBLEM.replace("/problems/", "/p/"))),
                Arguments.of(Rule.UNDOCUMENTED, FAIR, problem(409, PROBLEM)),
                Arguments.of(Rule.UNDOCUMENTED, FAIR, problem(415, PROBLEM)),
                Arguments.of(Rule.NOT_AS_DESCRIBED, FAIR, json(200, "{}")),
                Arguments.of(Rule.NOT_AS_DESCRIBED, FAIR, json(200, "[]")),
                Arguments.of(Rule.NOT_AS_DESCRIBED, FAIR, json(200, PAGE.replace("1,", "\"1\","))),
                Arguments.of(Rule.NOT_AS_DESCRIBED, FAIR, json(200, PAGE.replace("ON", "OFF"))),
                Arguments.of(Rule.NOT_AS_DESCRIBED, FAIR, json(200, PAGE.replace("T09", " 09"))),
                Arguments.of(Rule.NOT_AS_DESCRIBED, FAIR, json(200, PAGE.replace("next", "nxt"))),
                Arguments.of(
                        Rule.NOT_AS_DESCRIBED, FAIR, answer(200, "Content-Type: text/html", PAGE)),
                Arguments.of(Rule.NOT_AS_DESCRIBED, FAIR, json(200, PAGE.replace("1,", "null,"))),
                Arguments.of(
                        Rule.NOT_AS_DESCRIBED,
                        FAIR,
                        answer(200, "retry-after: 1\r\nContent-Type: application/json", PAGE)),
                Arguments.of(
                        Rule.ECHOED, FAIR, problem(400, PROBLEM.replace("\"m\"", "\"cnry!val\""))),
                Arguments.of(
                        Rule.ECHOED, FAIR, problem(400, PROBLEM.replace("\"d\"", "\"cnry!val\""))),
                Arguments.of(Rule.ECHOED, FAIR, json(200, PAGE.replace("ON", "cnryhdr"))),
                Arguments.of(Rule.ECHOED, FAIR, answer(200, "Location: //cnryhdr", PAGE)),
                Arguments.of(
                        Rule.LEAKED, FAIR, problem(400, PROBLEM.replace("\"d\"", "\"java.lang\""))),
                Arguments.of(
                        Rule.LEAKED, FAIR, problem(400, PROBLEM.replace("\"d\"", "\"\\\\tat x\""))),
                Arguments.of(Rule.LEAKED, FAIR, json(200, PAGE.replace("ON", "the-secret"))),
                Arguments.of(Rule.LEAKED, FAIR, answer(200, "Server: x", PAGE)),
                Arguments.of(Rule.LEAKED, FAIR, answer(200, "Set-Cookie: x", PAGE)));
    }

    @Test
    void readAnswersInChunksAndAfterInterimOnes() {
        String bytes =
                String.join(
                        "\r\n",
                        "HTTP/1.1 100 ",
                        "",
                        "HTTP/1.1 200 ",
                        "Transfer-Encoding: chunked",
                        "",
                        "2",
                        "{}",
                        "1",
                        " ",
                        "0",
                        "",
                        "");

        assertThat(Wire.parse(bytes.getBytes(UTF_8)))
                .isEqualTo(new Answer(200, "HTTP/1.1 200 \r\nTransfer-Encoding: chunked", "{} "));
    }

    private static List<Rule> rules(Aim aim, Answer answer) {
        Sent sent = new Sent(1, new Message("GET", "/things", List.of(), new byte[0]), aim, null);
        return Campaign.oracles(DOCUMENT, List.of("the-secret")).stream()
                .flatMap(it -> it.judge(sent, answer).stream())
                .map(Finding::rule)
                .distinct()
                .toList();
    }

    private static Answer json(int status, String body) {
        return answer(status, "Content-Type: application/json", body);
    }

    private static Answer problem(int status, String body) {
        return answer(status, "Content-Type: application/problem+json", body);
    }

    private static Answer unauthenticated(String header) {
        return answer(
                401,
                "Content-Type: application/problem+json\r\n" + header,
                withCode("unauthenticated", 401));
    }

    private static String withCode(String code, int status) {
        return PROBLEM.replace("invalid-request", code).replace("400", Integer.toString(status));
    }

    private static Answer answer(int status, String headers, String body) {
        return new Answer(status, "HTTP/1.1 " + status + " \r\n" + headers, body);
    }
}
