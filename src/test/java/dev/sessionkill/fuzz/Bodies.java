package dev.sessionkill.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bodies after a schema: as they should be, and with one thing wrong. */
final class Bodies {

    private static final List<UnaryOperator<String>> AS_A_WHOLE =
            List.of(
                    _ -> "",
                    _ -> "null",
                    _ -> "[]",
                    _ -> "\"x\"",
                    _ -> "7",
                    it -> "[" + it + "]",
                    it -> it + it,
                    it -> it + "x",
                    it -> it.substring(0, it.length() / 2),
                    it -> it.replace('"', '\''),
                    it -> it.replaceFirst("\\{", "{/* */"),
                    it -> it.replaceFirst("}$", ",}"),
                    it -> it.replaceFirst(":", ":NaN,\"x\":"),
                    it -> Values.nested(50_000),
                    it -> "{\"a\":".repeat(5_000),
                    it -> it + " ".repeat(70_000));

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApiDocument document;
    private final Conformity conformity;
    private final Examples examples;
    private final Values values;
    private final Random random;

    Bodies(ApiDocument document, Examples examples, Values values) {
        this.document = document;
        // What it takes for a time is more than RFC 3339 has.
        this.conformity = new Conformity(document).withoutFormats();
        this.examples = examples;
        this.values = values;
        this.random = values.random();
    }

    /**
     * A body.
     *
     * @param text of it
     * @param wrong whether the schema rules it out
     */
    record Body(String text, boolean wrong) {}

    Body good(JsonNode schema) {
        return new Body(object(properties(schema)), false);
    }

    /** With one thing wrong, or only odd. */
    Body odd(JsonNode schema) {
        if (values.oneIn(8)) {
            return new Body(values.one(AS_A_WHOLE).apply(good(schema).text()), true);
        }
        Body body = changed(schema);
        return new Body(body.text(), body.wrong() || isRuledOut(schema, body.text()));
    }

    private boolean isRuledOut(JsonNode schema, String text) {
        try {
            return !conformity.faults(JSON.readTree(text), schema).isEmpty();
        } catch (JacksonException e) {
            return true;
        }
    }

    /** Wrong when it holds a name twice, which no schema sees. */
    private Body changed(JsonNode schema) {
        List<Map.Entry<String, String>> fields = new ArrayList<>(properties(schema));
        int at = random.nextInt(fields.size());
        String name = fields.get(at).getKey();
        JsonNode described = document.resolved(schema.get("properties").get(name));
        if (is("array", described) && !values.oneIn(3)) {
            Body element = element(document.resolved(described.get("items")));
            fields.set(at, Map.entry(name, "[" + element.text() + "]"));
            return new Body(object(fields), element.wrong());
        }
        boolean twice = change(schema, fields, at);
        return new Body(object(fields), twice);
    }

    private Body element(JsonNode schema) {
        return schema.has("properties") ? changed(schema) : new Body(value(schema), false);
    }

    private boolean change(JsonNode schema, List<Map.Entry<String, String>> fields, int at) {
        String name = fields.get(at).getKey();
        return switch (random.nextInt(6)) {
            case 0 -> fields.add(Map.entry(name, fields.get(at).getValue()));
            case 1 -> {
                fields.add(Map.entry(unknown(name), values.json()));
                yield false;
            }
            case 2 -> {
                fields.remove(at);
                yield false;
            }
            default -> {
                String value = value(document.resolved(schema.get("properties").get(name)));
                fields.set(at, Map.entry(name, value));
                yield false;
            }
        };
    }

    /** A name that is not in the schema, often almost. */
    private String unknown(String name) {
        return switch (random.nextInt(4)) {
            case 0 -> name.toUpperCase(Locale.ROOT) + "_";
            case 1 -> "__proto__";
            case 2 -> name + "\u0000";
            default -> "\u202E" + "x".repeat(random.nextInt(200) + 1);
        };
    }

    private static boolean isRequired(JsonNode schema, String name) {
        return schema.path("required").valueStream().anyMatch(it -> it.asString("").equals(name));
    }

    /** Any value, often of its type. */
    private String value(JsonNode schema) {
        if (is("string", schema) && values.oneIn(2)) {
            String text = values.text();
            return values.oneIn(2) ? Values.quoted(text) : Values.written(text);
        }
        return is("integer", schema) && values.oneIn(2) ? values.number() : values.json();
    }

    private static boolean is(String type, JsonNode schema) {
        return Conformity.types(schema).anyMatch(type::equals);
    }

    private List<Map.Entry<String, String>> properties(JsonNode schema) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        String left = values.oneIn(2) ? "threads" : "sessions";
        for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
            String name = property.getKey();
            boolean optional =
                    !isRequired(schema, name)
                            && !name.equals("threads")
                            && !name.equals("sessions");
            if (name.equals(left) || (optional && values.oneIn(2))) {
                continue;
            }
            fields.add(Map.entry(name, example(name, document.resolved(property.getValue()))));
        }
        return fields;
    }

    private String example(String name, JsonNode schema) {
        return examples.of(name)
                .map(Values::quoted)
                .orElseGet(
                        () ->
                                switch (Conformity.types(schema).findFirst().orElse("")) {
                                    case "integer" -> Integer.toString(1 + random.nextInt(20));
                                    case "boolean" -> Boolean.toString(values.oneIn(2));
                                    case "array" -> array(document.resolved(schema.get("items")));
                                    default -> "\"" + Canary.VALUE + random.nextInt(1_000) + "\"";
                                });
    }

    private String array(JsonNode items) {
        return "[" + (items.has("properties") ? good(items).text() : example("", items)) + "]";
    }

    private static String object(List<Map.Entry<String, String>> fields) {
        StringBuilder object = new StringBuilder("{");
        for (Map.Entry<String, String> field : fields) {
            object.append(object.length() == 1 ? "" : ",")
                    .append(Values.quoted(field.getKey()))
                    .append(':')
                    .append(field.getValue());
        }
        return object.append('}').toString();
    }
}
