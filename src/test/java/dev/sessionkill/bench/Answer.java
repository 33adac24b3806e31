package dev.sessionkill.bench;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a request came to.
 *
 * @param kill the request
 * @param scheduled when it was due, on {@link System#nanoTime}: what it had to wait before it could
 *     leave counts too
 * @param done when its answer was there
 * @param status of HTTP; 0 when there was no answer
 * @param body of the answer
 */
record Answer(Kill kill, long scheduled, long done, int status, JsonNode body) {

    double millis() {
        return (done - scheduled) / 1e6;
    }

    boolean wasShed() {
        return status == 429 || status == 503;
    }

    String result() {
        return theKill().path("result").asString("");
    }

    /** For comparing many: status, result, and the code of a problem. */
    String summary() {
        return "%d %s %s".formatted(status, result(), body.path("code").asString("")).strip();
    }

    /** The sessions that the answer is about. */
    List<Long> threads() {
        List<Long> threads = new ArrayList<>();
        theKill().path("sessions").forEach(it -> threads.add(it.path("thread").asLong()));
        return threads;
    }

    boolean hasOnly(String... outcomes) {
        List<String> allowed = List.of(outcomes);
        return theKill()
                .path("sessions")
                .valueStream()
                .allMatch(it -> allowed.contains(it.path("outcome").asString("")));
    }

    private JsonNode theKill() {
        return body.has("kill") ? body.get("kill") : body;
    }
}
