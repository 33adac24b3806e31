package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathsIT extends OnTheWire {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sessions/kill/%2e%2e/canary",
                "/sessions/kill/../../canary",
                "/sessions/kill/..;/canary",
                "/sessions/kill/canary%252Fb",
                "/sessions/kill/canary;x=1",
                "/sessions/kill;x=1/canary",
                "/sessions//kill",
                "//sessions/kill",
                "/sessions/kill/canary%0d%0aSet-Cookie:x",
                "/sessions/kill/canary?a=%zz",
                "/sessions/kill/canary?%00=%00",
                "/sessions/kill/canary?access_token=canary",
                "/problems/..;/canary",
                "/swagger-ui/..;/sessions",
                "/swagger-ui/%2e%2e/sessions",
                "/v3/api-docs/..;/canary",
                "/v3/api-docs/canary"
            })
    void answersOddPathsWithAProblem(String path) throws IOException {
        RawHttp.Answer answer = send(head("GET", path) + "\r\n");

        assertThat(answer.status()).isIn(400, 404);
        ProblemShape.of(code(answer), answer.header("content-type"), answer.body());
        assertThat(answer.header("set-cookie")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sessions/kill/%00",
                "/sessions/kill/canary%00",
                "/sessions/kill/..%2fcanary",
                "/sessions/kill/canary%2Fb",
                "/sessions/kill/canary%5Cb",
                "/sessions/kill/canary\\b",
                "/sessions/kill/%zz",
                "/sessions/kill/%",
                "/sessions/kill/%c0%af",
                "/sessions/kill/%ff",
                "/problems/%00",
                "/problems/%2e%2e%2fsessions",
                "/problems/canary%2Fb"
            })
    void answersPathsThatAreNoneWithAProblem(String path) throws IOException {
        RawHttp.Answer answer = send(head("GET", path) + "\r\n");

        assertThat(answer.status()).isEqualTo(400);
        ProblemShape.ofTheContainer(
                ProblemCode.INVALID_REQUEST, answer.header("content-type"), answer.body());
    }

    private static ProblemCode code(RawHttp.Answer answer) {
        return answer.body().contains("unknown-kill")
                ? ProblemCode.UNKNOWN_KILL
                : ProblemCode.of(answer.status());
    }
}
