package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesIT extends OnTheWire {

    @Test
    void carriesAKill() throws IOException {
        RawHttp.Answer answer = post(KillJson.GOOD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"result\":\"KILLED\"");
        assertThat(answer.header("server")).isNull();
        assertThat(answer.header("set-cookie")).isNull();
        assertThat(kills().orders()).hasSize(1);
    }

    @Test
    void carriesAKillInChunks() throws IOException {
        assertThat(chunked(KillJson.ofLength(65_536)).status()).isEqualTo(200);
    }

    @Test
    void carriesNoMoreThan64KiB() throws IOException {
        refused(413, ProblemCode.CONTENT_TOO_LARGE, post(KillJson.ofLength(65_537)));
        refused(413, ProblemCode.CONTENT_TOO_LARGE, chunked(KillJson.ofLength(65_537)));
        assertThat(kills().orders()).isEmpty();
    }

    @Test
    void refusesALargeBodyThatIsOnlyAnnounced() throws IOException {
        RawHttp.Answer answer =
                send(
                        head("POST", "/sessions/kill")
                                + "Content-Type: application/json\r\nContent-Length: 9999999999\r\n"
                                + "\r\n{");

        refused(413, ProblemCode.CONTENT_TOO_LARGE, answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\n{}\r\n0\r\n\r\n",
                "5\r\n{}\r\n0\r\n\r\n",
                "-1\r\n\r\n",
                "ffffffffffffffff\r\n{}\r\n"
            })
    void refusesChunksThatAreNone(String chunks) throws IOException {
        RawHttp.Answer answer =
                send(
                        head("POST", "/sessions/kill")
                                + "Content-Type: application/json\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n"
                                + chunks);

        assertThat(answer.status()).isIn(400, 413);
        tellsNothing(answer);
        assertThat(kills().orders()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PATCH | multipart/form-data; boundary=x  | x
                    POST | multipart/form-data; boundary=x   | --x--
                    POST | multipart/form-data               | --x--
                    POST | application/x-www-form-urlencoded | a=%zz
                    POST | application/x-www-form-urlencoded | access_token=canary
                    PUT  | application/x-www-form-urlencoded | a=%zz
                    PUT  | application/x-www-form-urlencoded | a=b
                    DELETE | application/x-www-form-urlencoded | %
                    """)
    void answersFormsWithAProblem(String method, String type, String body) throws IOException {
        RawHttp.Answer answer =
                send(
                        head(method, "/sessions/kill")
                                + "Content-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                                        .formatted(type, body.length(), body));

        assertThat(answer.status()).isIn(400, 401, 405, 415);
        ProblemShape.of(
                ProblemCode.of(answer.status()), answer.header("content-type"), answer.body());
        assertThat(kills().orders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 60", "Transfer-Encoding: chunked"})
    void endsTheConnectionOfABodyThatItDidNotRead(String length) throws IOException {
        RawHttp.Answer answer =
                send("POST /sessions/kill HTTP/1.1\r\nHost: a\r\n" + length + "\r\n\r\n3\r\n{");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("connection")).isEqualTo("close");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void readsNoFormBeforeItKnowsWhoSendsIt(String method) throws IOException {
        RawHttp.Answer answer =
                send(
                        method
                                + " /sessions/kill HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                + "Content-Type: application/x-www-form-urlencoded\r\n"
                                + "Content-Length: 9999999999\r\n\r\na=b");

        assertThat(answer.status()).isEqualTo(401);
    }

    private RawHttp.Answer post(String body) throws IOException {
        return send(
                head("POST", "/sessions/kill")
                        + "Content-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body);
    }

    private RawHttp.Answer chunked(String body) throws IOException {
        int half = body.length() / 2;
        return send(
                head("POST", "/sessions/kill")
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "%x\r\n%s\r\n".formatted(half, body.substring(0, half))
                        + "%x\r\n%s\r\n".formatted(body.length() - half, body.substring(half))
                        + "0\r\n\r\n");
    }
}
