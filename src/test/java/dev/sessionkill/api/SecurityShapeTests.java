package dev.sessionkill.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

@WebApiTests
class SecurityShapeTests {

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeKills kills;

    @BeforeEach
    void reset() {
        kills.reset();
    }

    @Test
    void isThatOfEveryProblemWithoutAToken() {
        MvcTestResult result =
                mvc.post()
                        .uri("/sessions/kill")
                        .contentType("application/json")
                        .content(KillJson.GOOD)
                        .exchange();

        JsonNode problem = ProblemShape.of(ProblemCode.UNAUTHENTICATED, result);
        assertThat(problem.get("instance").stringValue()).isEqualTo("/sessions/kill");
        assertThat(result).hasHeader("WWW-Authenticate", "Bearer");
        assertThat(kills.orders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJjYW5hcnkifQ."})
    void isThatOfEveryProblemWithABadToken(String token) {
        MvcTestResult result = post(token);

        assertThat(ProblemShape.of(ProblemCode.UNAUTHENTICATED, result).toString())
                .doesNotContain("canary", token);
        assertThat(result.getResponse().getHeader("WWW-Authenticate"))
                .startsWith("Bearer error=\"invalid_token\"")
                .doesNotContain("canary", token);
        assertThat(kills.orders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/elsewhere", "/session/kill", "/sessions/KILL", "/sessions/kill/1/", "/"})
    void isThatOfEveryProblemForACallerWhereNothingIs(String path) {
        JsonNode problem = ProblemShape.of(ProblemCode.NOT_FOUND, KillRequests.get(mvc, path));

        assertThat(problem.get("instance").stringValue()).isEqualTo(path);
    }

    @Test
    void isThatOfEveryProblemWhileTheIssuerIsAway() {
        String token =
                part("{\"alg\":\"RS256\",\"kid\":\"k\"}")
                        + "."
                        + part("{\"iss\":\"http://127.0.0.1:1/nobody\",\"sub\":\"canary\"}")
                        + "."
                        + part("signature");

        MvcTestResult result = post(token);

        assertThat(ProblemShape.of(ProblemCode.ISSUER_UNAVAILABLE, result).toString())
                .doesNotContain("canary", "nobody", "127.0.0.1");
        assertThat(result).containsHeader("Retry-After");
        assertThat(kills.orders()).isEmpty();
    }

    private MvcTestResult post(String token) {
        return mvc.post()
                .uri("/sessions/kill")
                .header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .content(KillJson.GOOD)
                .exchange();
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
