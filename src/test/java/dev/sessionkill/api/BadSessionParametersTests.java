package dev.sessionkill.api;

import static dev.sessionkill.access.CallingAs.callingAs;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;

@WebApiTests
class BadSessionParametersTests {

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeSessions sessions;

    @BeforeEach
    void reset() {
        sessions.reset();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # field     | value                 | message begins with
                    instanceId  | -canary               | must be 1 to 64 letters
                    instanceId  | canary%0a             | must be 1 to 64 letters
                    instanceId  | cdb-*                 | must be 1 to 64 letters
                    product     | canary                | must be mysql or cynosdb
                    product     | MySQL                 | must be mysql or cynosdb
                    account     | canary!               | must be 1 to 64 letters
                    account     | *                     | must be 1 to 64 letters
                    region      | AP-Canary             | must be lower-case letters
                    thread      | canary                | must be a positive 64-bit integer
                    thread      | 0                     | must be a positive 64-bit integer
                    thread      | -4711                 | must be a positive 64-bit integer
                    thread      | %2B4711               | must be a positive 64-bit integer
                    thread      | 47.11                 | must be a positive 64-bit integer
                    thread      | 4711%20               | must be a positive 64-bit integer
                    thread      | 4711,4712             | must be a positive 64-bit integer
                    thread      | 0x4711                | must be a positive 64-bit integer
                    thread      | %D9%A4%D9%A7          | must be a positive 64-bit integer
                    thread      | 9223372036854775808   | must be a positive 64-bit integer
                    thread      | 47119223372036854775808 | must be a positive 64-bit integer
                    user        | %20                   | a pattern is not blank
                    user        | canary%00             | a pattern is not blank
                    host        | %09                   | a pattern is not blank
                    db          | %20                   | a pattern is not blank
                    db          | canary%0a             | a pattern is not blank
                    command     | %20                   | a pattern is not blank
                    state       | canary%1b             | a pattern is not blank
                    minSeconds  | -1                    | must be a whole number of seconds, 0 or more
                    minSeconds  | 47.11                 | must be a whole number of seconds, 0 or more
                    minSeconds  | 10m                   | must be a whole number of seconds, 0 or more
                    minSeconds  | canary                | must be a whole number of seconds, 0 or more
                    minSeconds  | 9223372036854775808   | must be a whole number of seconds, 0 or more
                    limit       | 0                     | must be 1 to 10000
                    limit       | -1                    | must be 1 to 10000
                    limit       | 10001                 | must be 1 to 10000
                    limit       | 99999999999999999999  | must be 1 to 10000
                    limit       | 4294967297            | must be 1 to 10000
                    limit       | canary                | must be 1 to 10000
                    """)
    void areNamedWithoutTheirValue(String field, String value, String message) {
        JsonNode problem =
                refused(
                        (field.equals("instanceId") ? "?" : "?instanceId=cdb-8jawylhf&")
                                + field
                                + "="
                                + value);

        assertThat(ProblemShape.fields(problem)).containsExactly(field);
        assertThat(ProblemShape.messages(problem)).singleElement().asString().startsWith(message);
        assertThat(ProblemShape.said(problem)).doesNotContainIgnoringCase("canary", "4711");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # sent,       as it is shown
                    minSecond,    minSecond
                    minseconds,   minseconds
                    threads,      threads
                    instanceid,   instanceid
                    offset,       offset
                    _method,      _method
                    user%5B%5D,   user[]
                    a%C3%BC,      a?
                    aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeee, aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd…
                    """)
    void areRefusedWhenNobodyKnowsThem(String name, String shown) {
        JsonNode problem = refused("?instanceId=cdb-8jawylhf&" + name + "=canary");

        assertThat(ProblemShape.fields(problem)).containsExactly(shown);
        assertThat(ProblemShape.messages(problem)).containsExactly("is not a known parameter");
        assertThat(problem.toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary%1b", "canary%0a", "canary%00"})
    void areRefusedAsAWholeWhenANameHoldsAControl(String name) {
        JsonNode problem = refused("?instanceId=cdb-8jawylhf&" + name + "=canary");

        assertThat(ProblemShape.fields(problem)).containsExactly("");
        assertThat(problem.toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @MethodSource("names")
    void areRefusedWhenTheyStandTwice(String name) {
        String other = name.equals("instanceId") ? "" : "instanceId=cdb-8jawylhf&";
        JsonNode problem = refused("?" + other + name + "=1&" + name + "=1");

        assertThat(ProblemShape.fields(problem)).containsExactly(name);
        assertThat(ProblemShape.messages(problem)).containsExactly("stands twice");
    }

    @ParameterizedTest
    @MethodSource("notEmpty")
    void areRefusedWhenTheyAreEmpty(String name) {
        String other = name.equals("instanceId") ? "" : "instanceId=cdb-8jawylhf&";
        for (String empty : new String[] {"=", ""}) {
            JsonNode problem = refused("?" + other + name + empty);

            assertThat(ProblemShape.fields(problem)).containsExactly(name);
            assertThat(ProblemShape.messages(problem)).containsExactly("must not be empty");
        }
    }

    static Stream<String> names() {
        return Stream.concat(Stream.of("db"), notEmpty());
    }

    static Stream<String> notEmpty() {
        return Stream.of(
                ("instanceId product account region thread user host command state minSeconds"
                                + " sqlContains limit")
                        .split(" ", -1));
    }

    @Test
    void areMissedWhenThereAreNone() {
        JsonNode problem = refused("");

        assertThat(ProblemShape.fields(problem)).containsExactly("instanceId");
        assertThat(ProblemShape.messages(problem)).containsExactly("is required");
    }

    @Test
    void areAllNamedAtOnce() {
        JsonNode problem =
                refused("?product=x&account=!&region=X&thread=0&user=%20&minSeconds=a&limit=0&x=y");

        assertThat(ProblemShape.fields(problem))
                .containsExactlyInAnyOrder(
                        "x",
                        "instanceId",
                        "product",
                        "account",
                        "region",
                        "thread",
                        "user",
                        "minSeconds",
                        "limit");
    }

    @Test
    void areRefusedWhenTheyLookForStatementsThatAreNotShown() {
        MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
        query.add("instanceId", "cdb-8jawylhf");
        query.add("sqlContains", "canary");
        Faults faults = new Faults();

        assertThat(new SessionParameters(query, faults).query(false)).isEmpty();
        assertThat(faults.found())
                .containsExactly(
                        new FieldFault(
                                "sqlContains",
                                "is not possible: this gateway shows no statements"));
    }

    private JsonNode refused(String query) {
        JsonNode problem =
                ProblemShape.of(
                        ProblemCode.INVALID_REQUEST,
                        mvc.get()
                                .uri(URI.create("/sessions" + query))
                                .with(callingAs(KillRequests.CALLER))
                                .exchange());
        assertThat(sessions.queries()).isEmpty();
        return problem;
    }
}
