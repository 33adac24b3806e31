package dev.sessionkill.api;

import static dev.sessionkill.access.CallingAs.callingAs;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

@WebApiTests
class UnreadQueriesTests {

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeKills kills;

    @BeforeEach
    void reset() {
        kills.reset();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # method, query,                                    names
                    POST,     /sessions/kill?validateOnly=true,         validateOnly
                    POST,     /sessions/kill?instanceId=cdb-1,          instanceId
                    POST,     /sessions/kill?urgent,                    urgent
                    POST,     /sessions/kill?a=1&b=canary&a=2,          a b
                    POST,     /sessions/kill?%c3%a9%5bx%5d=canary,      ?[x]
                    GET,      /quota?account=canary,                    account
                    GET,      /sessions/kill/1?wait=5,                  wait
                    HEAD,     /sessions/kill/1?wait=5,                  wait
                    DELETE,   /sessions/kill/1?dryRun=1,                dryRun
                    """)
    void areRefusedByName(String method, String query, String names) {
        MvcTestResult result = send(method, query);

        JsonNode problem = ProblemShape.of(ProblemCode.INVALID_REQUEST, result);
        assertThat(ProblemShape.fields(problem)).containsExactlyInAnyOrder(names.split(" "));
        assertThat(ProblemShape.messages(problem)).containsOnly("is not a known parameter");
        assertThat(problem.toString()).doesNotContain("canary");
        assertThat(kills.orders()).isEmpty();
        assertThat(kills.lookups()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sessions/kill", "/sessions/kill?", "/sessions/kill?&"})
    void areNoneWhenNothingStandsThere(String path) {
        assertThat(send("POST", path)).hasStatusOk();
    }

    @Test
    void areLeftToThePagesThatExplainProblems() {
        assertThat(mvc.get().uri("/problems/queue-full?from=canary")).hasStatusOk();
    }

    private MvcTestResult send(String method, String query) {
        return mvc.method(HttpMethod.valueOf(method))
                .uri(URI.create(query))
                .with(callingAs(KillRequests.CALLER))
                .contentType("application/json")
                .content(KillJson.GOOD)
                .exchange();
    }
}
