package dev.sessionkill.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The API as the gateway describes it. */
final class ApiDocument {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch");

    private final JsonNode root;
    private final List<Operation> operations = new ArrayList<>();

    ApiDocument(JsonNode root) {
        this.root = root;
        for (Map.Entry<String, JsonNode> path : root.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    operations.add(operation(path.getKey(), method.getKey(), method.getValue()));
                }
            }
        }
    }

    private Operation operation(String path, String method, JsonNode node) {
        Map<Integer, JsonNode> answers = new LinkedHashMap<>();
        node.get("responses")
                .properties()
                .forEach(it -> answers.put(Integer.valueOf(it.getKey()), resolved(it.getValue())));
        JsonNode body = node.at("/requestBody/content/application~1json/schema");
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                node.path("parameters").valueStream().map(this::resolved).toList(),
                body.isMissingNode() ? null : resolved(body),
                answers);
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** The one of that method and path, which has no query. */
    Optional<Operation> operation(String method, String path) {
        return operations.stream()
                .filter(it -> it.method().equals(method) && it.isAt(path))
                .findFirst();
    }

    /** What it says where it only refers to something. */
    JsonNode resolved(JsonNode node) {
        JsonNode found = node;
        while (found.has("$ref")) {
            found = root.at(found.get("$ref").stringValue().substring(1));
        }
        return found;
    }

    /** The schema of such an answer; null when it has none. */
    @Nullable JsonNode schema(JsonNode answer, String type) {
        JsonNode schema = answer.path("content").path(type).path("schema");
        return schema.isMissingNode() ? null : schema;
    }

    /** Every code of a problem. */
    Set<String> codes() {
        return root.at("/components/schemas/Problem/properties/code/enum")
                .valueStream()
                .map(JsonNode::stringValue)
                .collect(Collectors.toSet());
    }
}
