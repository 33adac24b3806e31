package dev.sessionkill.fuzz;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Whether a value is as a schema describes it: types, values of a closed set, required and known
 * properties. A property that is null counts as absent.
 */
final class Conformity {

    private final ApiDocument document;

    Conformity(ApiDocument document) {
        this.document = document;
    }

    /** In what it differs; empty when it does not. */
    List<String> faults(JsonNode value, JsonNode schema) {
        List<String> faults = new ArrayList<>();
        check("$", value, schema, faults);
        return faults;
    }

    private void check(String at, JsonNode value, JsonNode reference, List<String> faults) {
        JsonNode schema = document.resolved(reference);
        if (schema.has("oneOf")) {
            if (schema.get("oneOf").valueStream().noneMatch(it -> faults(value, it).isEmpty())) {
                faults.add(at + " is none of those described");
            }
            return;
        }
        schema.path("allOf").valueStream().forEach(it -> check(at, value, it, faults));
        if (schema.has("type") && types(schema).stream().noneMatch(it -> isA(it, value))) {
            faults.add(at + " is no " + schema.get("type"));
            return;
        }
        if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
            faults.add(at + " is " + value + ", which is not listed");
        }
        if (value.isString() && !hasForm(schema.path("format").asString(""), value.stringValue())) {
            faults.add(at + " is no " + schema.get("format"));
        }
        if (value.isObject()) {
            object(at, value, schema, faults);
        }
        if (value.isArray() && schema.has("items")) {
            value.valueStream().forEach(it -> check(at + "[]", it, schema.get("items"), faults));
        }
    }

    private void object(String at, JsonNode value, JsonNode schema, List<String> faults) {
        schema.path("required")
                .valueStream()
                .map(JsonNode::stringValue)
                .filter(it -> !value.hasNonNull(it))
                .forEach(it -> faults.add(at + "." + it + " is missing"));
        if (!schema.has("properties")) {
            return;
        }
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            JsonNode described = schema.get("properties").get(property.getKey());
            String name = at + "." + property.getKey();
            if (described == null) {
                faults.add(name + " is not described");
            } else if (!property.getValue().isNull()) {
                check(name, property.getValue(), described, faults);
            }
        }
    }

    private static List<String> types(JsonNode schema) {
        JsonNode type = schema.get("type");
        return type.isArray()
                ? type.valueStream().map(JsonNode::stringValue).toList()
                : List.of(type.stringValue());
    }

    private static boolean isA(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "null" -> value.isNull();
            default -> false;
        };
    }

    private static boolean hasForm(String format, String text) {
        try {
            switch (format) {
                case "date-time" -> OffsetDateTime.parse(text);
                case "uuid" -> UUID.fromString(text);
                default -> {
                    return true;
                }
            }
            return true;
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return false;
        }
    }
}
