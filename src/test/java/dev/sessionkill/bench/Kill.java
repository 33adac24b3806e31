package dev.sessionkill.bench;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/**
 * A request to end sessions.
 *
 * @param token the caller's
 * @param instance where
 * @param threads which
 */
record Kill(String token, String instance, List<Long> threads) {

    HttpRequest to(URI gateway) {
        return HttpRequest.newBuilder(gateway.resolve("/sessions/kill"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=60")
                .POST(
                        BodyPublishers.ofString(
                                """
                                {"instanceId": "%s", "threads": %s, "reason": "a benchmark"}
                                """
                                        .formatted(instance, threads)))
                .build();
    }
}
