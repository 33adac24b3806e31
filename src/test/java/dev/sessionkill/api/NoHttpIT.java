package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoHttpIT extends OnTheWire {

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "CANARY", "get", "PROPFIND"})
    void answersOddMethodsWithoutAnEcho(String method) throws IOException {
        RawHttp.Answer answer = send(head(method, "/sessions/kill") + "\r\n");

        assertThat(answer.status()).isIn(400, 405);
        assertThat(answer.body()).doesNotContain("Bearer");
        tellsNothing(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /sessions/kill           | GET, HEAD, POST, OPTIONS
                    /sessions/kill/1         | GET, HEAD, DELETE, OPTIONS
                    /sessions?instanceId=a   | GET, HEAD, OPTIONS
                    /quota                   | GET, HEAD, OPTIONS
                    """)
    void saysAlikeToEachMethodWhichOnesWork(String path, String allowed) throws IOException {
        for (String method : List.of("TRACE", "PUT", "PATCH")) {
            RawHttp.Answer answer = send(head(method, path) + "\r\n");

            assertThat(answer.status()).isEqualTo(405);
            ProblemShape.ofTheContainer(
                    ProblemCode.METHOD_NOT_ALLOWED, answer.header("content-type"), answer.body());
            assertThat(answer.header("allow")).as(method).isEqualTo(allowed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canary||",
                "GET  /a b HTTP/1.1|Host: a||",
                "GET /sessions/kill HTTP/9.9|Host: a||",
                "GET /sessions/{kill} HTTP/1.1|Host: a||",
                "GET / HTTP/1.1||",
                "GET / HTTP/1.1|Host: a b|Connection: close||",
                "GET / HTTP/1.1|Host: a|Bad Header: x|Connection: close||",
                "GET / HTTP/1.1|Host: a|Content-Length: -1|Connection: close||",
                "POST / HTTP/1.1|"
                        + "Host: a|"
                        + "Transfer-Encoding: canary|"
                        + "Connection: close||",
                "\u0016\u0003\u0001\u0000||"
            })
    void tellsNothingToWhoeverSpeaksNoHttp(String request) throws IOException {
        RawHttp.Answer answer = send(request.replace("|", "\r\n"));

        // What cannot be read as HTTP/1 is answered as HTTP/0.9, without a head.
        assertThat(answer.status()).isIn(400, 0);
        ProblemShape.ofTheContainer(
                ProblemCode.INVALID_REQUEST, "application/problem+json", answer.body());
        tellsNothing(answer);
    }

    @Test
    void refusesHeadersThatAreTooLong() throws IOException {
        RawHttp.Answer answer =
                send(head("GET", "/quota") + "X: " + "canary".repeat(5_000) + "\r\n\r\n");

        assertThat(answer.status()).isEqualTo(400);
        ProblemShape.ofTheContainer(
                ProblemCode.INVALID_REQUEST, answer.header("content-type"), answer.body());
        tellsNothing(answer);
    }
}
