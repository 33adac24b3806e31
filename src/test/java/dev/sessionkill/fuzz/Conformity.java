package dev.sessionkill.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Whether a value is as a schema describes it (JSON Schema 2020-12), and holds nothing that is not
 * described. A schema without a type only adds to one that has it, and need not describe
 * everything.
 */
final class Conformity {

    /** Of those that constrain something there must be none that is not looked at. */
    private static final Set<String> KNOWN =
            Set.of(
                    "$ref",
                    "additionalProperties",
                    "allOf",
                    "default",
                    "description",
                    "enum",
                    "example",
                    "format",
                    "items",
                    "maxItems",
                    "maxLength",
                    "maximum",
                    "minItems",
                    "minLength",
                    "minimum",
                    "oneOf",
                    "pattern",
                    "properties",
                    "required",
                    "type",
                    "uniqueItems");

    private final ApiDocument document;
    private final boolean formats;

    /** Looks at formats, too, which JSON Schema takes for notes. */
    Conformity(ApiDocument document) {
        this(document, true);
    }

    private Conformity(ApiDocument document, boolean formats) {
        this.document = document;
        this.formats = formats;
    }

    /** What every validator must find. */
    Conformity withoutFormats() {
        return new Conformity(document, false);
    }

    /** In what it differs; empty when it does not. */
    List<String> faults(JsonNode value, JsonNode schema) {
        List<String> faults = new ArrayList<>();
        check("$", value, schema, faults);
        return faults;
    }

    private void check(String at, JsonNode value, JsonNode reference, List<String> faults) {
        // What stands beside a reference holds as well.
        JsonNode schema = reference;
        if (schema.has("$ref")) {
            check(at, value, document.resolved(schema), faults);
        }
        known(schema);
        if (schema.has("oneOf")) {
            long fitting =
                    schema.get("oneOf")
                            .valueStream()
                            .filter(it -> faults(value, it).isEmpty())
                            .count();
            if (fitting != 1) {
                faults.add(at + " is " + fitting + " of those of which it must be one");
            }
        }
        schema.path("allOf").valueStream().forEach(it -> check(at, value, it, faults));
        if (schema.has("type") && types(schema).noneMatch(it -> Scalars.isA(it, value))) {
            faults.add(at + " is no " + schema.get("type"));
            return;
        }
        if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
            faults.add(at + " is " + value + ", which is not listed");
        }
        Scalars.faults(value, schema, formats).forEach(it -> faults.add(at + " " + it));
        if (value.isObject()) {
            object(at, value, schema, faults);
        }
        if (value.isArray()) {
            array(at, value, schema, faults);
        }
    }

    private static void known(JsonNode schema) {
        if (!schema.isObject() || !KNOWN.containsAll(schema.propertyNames())) {
            throw new IllegalArgumentException("cannot judge by the schema " + schema);
        }
    }

    private void object(String at, JsonNode value, JsonNode schema, List<String> faults) {
        schema.path("required")
                .valueStream()
                .map(JsonNode::stringValue)
                .filter(it -> !value.has(it))
                .forEach(it -> faults.add(at + "." + it + " is missing"));
        JsonNode others = schema.path("additionalProperties");
        boolean closed = schema.has("type") && !others.isObject();
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            JsonNode described = schema.path("properties").get(property.getKey());
            String name = at + "." + property.getKey();
            if (described != null) {
                check(name, property.getValue(), described, faults);
            } else if (closed) {
                faults.add(name + " is not described");
            } else if (others.isObject()) {
                check(name, property.getValue(), others, faults);
            }
        }
    }

    private void array(String at, JsonNode value, JsonNode schema, List<String> faults) {
        if (value.size() < schema.path("minItems").asInt(0)
                || value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
            faults.add(at + " has " + value.size() + " elements");
        }
        if (schema.path("uniqueItems").asBoolean(false)
                && value.valueStream().distinct().count() < value.size()) {
            faults.add(at + " has an element twice");
        }
        if (schema.has("items")) {
            value.valueStream().forEach(it -> check(at + "[]", it, schema.get("items"), faults));
        }
    }

    /** One or several. */
    static Stream<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray()
                ? type.valueStream().map(JsonNode::stringValue)
                : Stream.of(type.asString(""));
    }
}
