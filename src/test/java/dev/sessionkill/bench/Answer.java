package dev.sessionkill.bench;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What a request came to. Its body is read afterwards, not while others are measured.
 *
 * @param kill the request
 * @param scheduled when it was due, on {@link System#nanoTime}: what it had to wait before it could
 *     leave counts too
 * @param done when its answer was there
 * @param status of HTTP; 0 when there was no answer
 * @param text the body of the answer
 */
record Answer(Kill kill, long scheduled, long done, int status, String text) {

    private static final JsonMapper JSON = JsonMapper.shared();

    JsonNode body() {
        return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
    }

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
        return "%d %s %s".formatted(status, result(), body().path("code").asString("")).strip();
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
        JsonNode body = body();
        return body.has("kill") ? body.get("kill") : body;
    }
}
