package dev.sessionkill.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** Queries after the parameters of an operation. */
final class Queries {

    private final Examples examples;
    private final Values values;
    private final Random random;

    Queries(Examples examples, Values values) {
        this.examples = examples;
        this.values = values;
        this.random = values.random();
    }

    /**
     * A query.
     *
     * @param text with its question mark
     * @param wrong whether the parameters rule it out
     * @param http whether it is encoded as HTTP wants it
     */
    record Query(String text, boolean wrong, boolean http) {}

    Query good(Operation operation) {
        return new Query(joined(parameters(operation)), false, true);
    }

    /** With one thing wrong, or only odd. */
    Query odd(Operation operation) {
        List<String> parameters = new ArrayList<>(parameters(operation));
        boolean any = !operation.query().isEmpty();
        return switch (random.nextInt(any ? 6 : 2)) {
            case 0 -> {
                parameters.add(
                        values.one(
                                List.of(
                                        "%",
                                        "%zz=1",
                                        "a=%c0%af",
                                        "a=%00",
                                        "=",
                                        "&&",
                                        "%ff=%ff",
                                        "a=\u00ff",
                                        "a=[{|}]")));
                yield new Query(joined(parameters), false, false);
            }
            case 1 -> {
                parameters.add("x" + encoded(values.text()) + "=1");
                yield new Query(joined(parameters), true, true);
            }
            case 2 -> {
                if (!parameters.isEmpty()) {
                    parameters.add(values.one(parameters));
                }
                yield new Query(joined(parameters), !parameters.isEmpty(), true);
            }
            default -> {
                JsonNode parameter = values.one(operation.query());
                String name = parameter.get("name").stringValue();
                String text = values.text();
                parameters.removeIf(it -> it.startsWith(name + "="));
                parameters.add(name + "=" + encoded(text));
                yield new Query(joined(parameters), isWrong(parameter.path("schema"), text), true);
            }
        };
    }

    private static boolean isWrong(JsonNode schema, String text) {
        return switch (schema.path("type").asString("")) {
            case "integer" -> !text.matches("[0-9]{1,19}");
            case "string" -> schema.has("enum");
            default -> false;
        };
    }

    private List<String> parameters(Operation operation) {
        List<String> parameters = new ArrayList<>();
        for (JsonNode parameter : operation.query()) {
            String name = parameter.get("name").stringValue();
            if (parameter.path("required").asBoolean(false) || values.oneIn(5)) {
                parameters.add(name + "=" + encoded(example(name, parameter.path("schema"))));
            }
        }
        return parameters;
    }

    private String example(String name, JsonNode schema) {
        return examples.of(name)
                .orElseGet(
                        () ->
                                switch (schema.path("format")
                                        .asString(schema.path("type").asString(""))) {
                                    case "integer", "int32", "int64" ->
                                            Integer.toString(1 + random.nextInt(20));
                                    case "date-time" -> "2026-11-22T09:00:00Z";
                                    default -> Canary.VALUE + random.nextInt(100);
                                });
    }

    private static String joined(List<String> parameters) {
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
