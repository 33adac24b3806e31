package dev.sessionkill.fuzz;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One operation of the API document.
 *
 * @param method in upper case
 * @param path with names in braces
 * @param parameters of the query and the head
 * @param body the schema of what it takes; null when it takes nothing
 * @param answers what it answers, by status
 */
record Operation(
        String method,
        String path,
        List<JsonNode> parameters,
        @Nullable JsonNode body,
        Map<Integer, JsonNode> answers) {

    /** Those of its query. */
    List<JsonNode> query() {
        return parameters.stream()
                .filter(it -> it.path("in").asString("").equals("query"))
                .toList();
    }

    boolean isAt(String wanted) {
        return Pattern.matches(path.replaceAll("\\{[^}]+}", "[^/]+"), wanted);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
