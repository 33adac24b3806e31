package dev.sessionkill.api;

import static dev.sessionkill.access.CallingAs.callingAs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.kill.Lookup;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebApiTests
class MethodsAndPathsTests {

    private static final String KILL = "/sessions/kill/" + SampleKills.ID;

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeKills kills;

    private static final Map<String, List<String>> METHODS =
            Map.of(
                    "/sessions", List.of("GET", "HEAD", "OPTIONS"),
                    "/sessions/kill", List.of("GET", "HEAD", "POST", "OPTIONS"),
                    "/sessions/kill/1", List.of("GET", "HEAD", "DELETE", "OPTIONS"));

    @BeforeEach
    void reset() {
        kills.reset();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # method, path
                    PUT,    /sessions/kill
                    PATCH,  /sessions/kill
                    DELETE, /sessions/kill
                    PUT,    /sessions/kill/1
                    POST,   /sessions/kill/1
                    PATCH,  /sessions/kill/1
                    POST,   /sessions
                    DELETE, /sessions
                    """)
    void areToldWhichMethodsThereAre(String method, String path) {
        MvcTestResult result =
                mvc.method(HttpMethod.valueOf(method))
                        .uri(path)
                        .with(callingAs(KillRequests.CALLER))
                        .contentType("application/json")
                        .content(KillJson.GOOD)
                        .exchange();

        ProblemShape.of(ProblemCode.METHOD_NOT_ALLOWED, result);
        assertThat(allowed(result)).containsExactlyInAnyOrderElementsOf(METHODS.get(path));
        assertThat(kills.orders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sessions", "/sessions/kill", "/sessions/kill/1"})
    void mayAskForTheMethods(String path) {
        MvcTestResult result =
                mvc.options().uri(path).with(callingAs(KillRequests.CALLER)).exchange();

        assertThat(result).hasStatusOk().body().isEmpty();
        assertThat(allowed(result)).containsExactlyInAnyOrderElementsOf(METHODS.get(path));
    }

    private static List<String> allowed(MvcTestResult result) {
        return Arrays.asList(String.valueOf(result.getResponse().getHeader("Allow")).split(", ?"));
    }

    @Test
    void mayLookAtTheHeadOfAKill() {
        kills.findAnswers(() -> new Lookup.Found(SampleKills.killed()));

        assertThat(mvc.head().uri(KILL).with(callingAs(KillRequests.CALLER))).hasStatusOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canary",
                "0",
                "-1",
                "019a9c6e-0000-7000-8000-00000000000",
                "019a9c6e-0000-7000-8000-0000000000011",
                "19a9c6e-0-7000-8000-1",
                "{019a9c6e-0000-7000-8000-000000000001}",
                "019a9c6e000070008000000000000001",
                "019a9c6e-0000-7000-8000-00000000000g",
                "canary kill",
                "canaryü",
                "*"
            })
    void findNoKillUnderAMalformedId(String id) {
        MvcTestResult result =
                mvc.get()
                        .uri("/sessions/kill/{id}", id)
                        .with(callingAs(KillRequests.CALLER))
                        .exchange();

        assertThat(ProblemShape.of(ProblemCode.UNKNOWN_KILL, result).toString())
                .doesNotContain("canary");
        assertThat(kills.lookups()).isEmpty();
    }
}
