package dev.sessionkill.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.List;

/**
 * A request to end sessions.
 *
 * @param token the caller's
 * @param instance where
 * @param threads which
 */
record Kill(String token, String instance, List<Long> threads) {

    /** The request, as it goes over the wire. */
    byte[] to(URI gateway) {
        String body =
                """
                {"instanceId": "%s", "threads": %s, "reason": "a benchmark"}
                """
                        .formatted(instance, threads);
        return ("POST /sessions/kill HTTP/1.1\r\nHost: "
                        + gateway.getAuthority()
                        + "\r\nAuthorization: Bearer "
                        + token
                        + "\r\n"
                        + "Content-Type: application/json\r\n"
                        + "Prefer: wait=60\r\n"
                        + "Content-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body)
                .getBytes(UTF_8);
    }
}
