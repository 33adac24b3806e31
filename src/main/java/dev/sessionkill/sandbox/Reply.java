package dev.sessionkill.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** What happens on the connection after a request was read. */
sealed interface Reply {

    /**
     * An answer.
     *
     * @param withheld bytes that Content-Length announces and that never come
     */
    record Answer(
            int status, String contentType, Map<String, String> headers, String body, int withheld)
            implements Reply {

        static Answer json(String body) {
            return new Answer(200, "application/json", Map.of(), body, 0);
        }

        static Answer status(int status) {
            return new Answer(status, "text/plain", Map.of(), "", 0);
        }
    }

    /** The connection is closed in order (FIN) without an answer. */
    record Close() implements Reply {}

    /** The connection is reset (RST) without an answer. */
    record Reset() implements Reply {}

    /** Nothing, until one of the two goes away. */
    record Silence() implements Reply {}

    /** A head at once, then a body that never ends, byte by byte. */
    record Drip(Duration every) implements Reply {}

    /** Bytes of a body in UTF-8. */
    static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
