package dev.sessionkill.fuzz;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Whether each header that a client may go by is described where it occurs. */
final class HeaderOracle implements Oracle {

    static final List<String> NAMES =
            List.of(
                    "Accept",
                    "Allow",
                    "Idempotency-Replayed",
                    "Location",
                    "Preference-Applied",
                    "RateLimit",
                    "RateLimit-Policy",
                    "Retry-After",
                    "WWW-Authenticate");

    private final ApiDocument document;

    HeaderOracle(ApiDocument document) {
        this.document = document;
    }

    @Override
    public List<Finding> judge(Sent sent, Answer answer) {
        Optional<JsonNode> described =
                document.operation(sent.message().method(), sent.message().path())
                        .map(it -> it.answers().get(answer.status()));
        return described.isEmpty()
                ? List.of()
                : NAMES.stream()
                        .filter(answer::has)
                        .filter(it -> !described.get().path("headers").has(it))
                        .map(it -> new Finding(Rule.NOT_AS_DESCRIBED, it + " is not described"))
                        .toList();
    }
}
