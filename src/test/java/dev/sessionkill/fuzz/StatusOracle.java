package dev.sessionkill.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether the status is one that such a request may get. */
final class StatusOracle implements Oracle {

    /** Who asks too often, or for more than can be done in time, is told so. */
    private static final Set<String> THE_CALLERS_FAULT = Set.of("queue-full", "deadline-too-short");

    /** What any request can get that HTTP itself, or a body that nobody reads, makes impossible. */
    private static final Set<Integer> OF_HTTP = Set.of(400, 408, 413, 415);

    private final ApiDocument document;

    StatusOracle(ApiDocument document) {
        this.document = document;
    }

    @Override
    public List<Finding> judge(Sent sent, Answer answer) {
        List<Finding> found = new ArrayList<>();
        int status = answer.status();
        if (status == 0) {
            return List.of(new Finding(Rule.NO_ANSWER, "nothing came back"));
        }
        if (status >= 500 && !THE_CALLERS_FAULT.contains(answer.json().path("code").asString(""))) {
            found.add(new Finding(Rule.SERVER_ERROR, "status " + status));
        }
        if (status < 400 && sent.aim().wrong()) {
            found.add(new Finding(Rule.ACCEPTED, "status " + status));
        }
        if (sent.aim().anonymous() && isForCallers(sent)) {
            letIn(sent, answer).ifPresent(found::add);
        }
        undocumented(sent, status).ifPresent(found::add);
        return List.copyOf(found);
    }

    private boolean isForCallers(Sent sent) {
        return document.operation(sent.message().method(), sent.message().path()).isPresent();
    }

    private static Optional<Finding> letIn(Sent sent, Answer answer) {
        boolean refused =
                answer.status() == 401
                        ? answer.header("www-authenticate").startsWith("Bearer")
                        : answer.status() == 400 && !sent.aim().http();
        return refused
                ? Optional.empty()
                : Optional.of(
                        new Finding(
                                Rule.LET_IN,
                                "status %d, WWW-Authenticate: %s"
                                        .formatted(
                                                answer.status(),
                                                answer.header("www-authenticate"))));
    }

    /** HEAD is GET without a body; what is no operation is refused. */
    private Optional<Finding> undocumented(Sent sent, int status) {
        Message message = sent.message();
        String method = message.method().equals("HEAD") ? "GET" : message.method();
        Optional<Operation> operation = document.operation(method, message.path());
        boolean hasNoBody = operation.isPresent() && operation.get().body() == null;
        boolean fits =
                operation
                        .map(it -> it.answers().keySet())
                        .orElse(Set.of(200, 302, 400, 401, 404, 405, 406, 413, 415, 429))
                        .contains(status);
        boolean ofHttp =
                OF_HTTP.contains(status)
                        && (!sent.aim().http() || (hasNoBody && message.hasBody()));
        return fits || ofHttp
                ? Optional.empty()
                : Optional.of(
                        new Finding(
                                Rule.UNDOCUMENTED,
                                "status %d of %s"
                                        .formatted(
                                                status,
                                                operation
                                                        .map(Operation::toString)
                                                        .orElse("no operation"))));
    }

    /** As the contract has them, and not as the gateway's own table does. */
    static final Map<String, Integer> STATUS =
            Map.ofEntries(
                    Map.entry("invalid-request", 400),
                    Map.entry("unauthenticated", 401),
                    Map.entry("not-permitted", 403),
                    Map.entry("unknown-account", 404),
                    Map.entry("unknown-kill", 404),
                    Map.entry("not-found", 404),
                    Map.entry("method-not-allowed", 405),
                    Map.entry("not-acceptable", 406),
                    Map.entry("request-timeout", 408),
                    Map.entry("kill-incomplete", 409),
                    Map.entry("kill-begun", 409),
                    Map.entry("content-too-large", 413),
                    Map.entry("unsupported-media-type", 415),
                    Map.entry("idempotency-key-reused", 422),
                    Map.entry("too-many-requests", 429),
                    Map.entry("internal-error", 500),
                    Map.entry("upstream-failed", 502),
                    Map.entry("audit-unavailable", 503),
                    Map.entry("credentials-unavailable", 503),
                    Map.entry("queue-full", 503),
                    Map.entry("deadline-too-short", 503),
                    Map.entry("shutting-down", 503),
                    Map.entry("issuer-unavailable", 503),
                    Map.entry("outcome-unknown", 504));
}
