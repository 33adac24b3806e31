package dev.sessionkill.fuzz;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Whether the body is as the operation's description has it. */
final class BodyOracle implements Oracle {

    private static final String NDJSON = "application/x-ndjson";

    private final ApiDocument document;
    private final Conformity conformity;

    BodyOracle(ApiDocument document) {
        this.document = document;
        this.conformity = new Conformity(document);
    }

    @Override
    public List<Finding> judge(Sent sent, Answer answer) {
        Optional<Operation> operation =
                document.operation(sent.message().method(), sent.message().path());
        if (operation.isEmpty() || answer.status() == 0) {
            return List.of();
        }
        JsonNode described = operation.get().answers().get(answer.status());
        if (described == null || answer.mediaType().equals(NDJSON)) {
            return List.of();
        }
        JsonNode schema = document.schema(described, answer.mediaType());
        if (schema == null) {
            return List.of(
                    new Finding(
                            Rule.NOT_AS_DESCRIBED,
                            "%s for status %d is not described"
                                    .formatted(answer.mediaType(), answer.status())));
        }
        List<String> faults = conformity.faults(answer.json(), schema);
        return faults.isEmpty()
                ? List.of()
                : List.of(new Finding(Rule.NOT_AS_DESCRIBED, String.join("; ", faults)));
    }
}
