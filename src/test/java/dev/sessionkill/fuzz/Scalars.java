package dev.sessionkill.fuzz;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Whether a text or a number is as a schema describes it. */
final class Scalars {

    private Scalars() {}

    static boolean isA(String type, JsonNode value) {
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

    /** In what it differs; nothing when it is neither. */
    static List<String> faults(JsonNode value, JsonNode schema, boolean formats) {
        List<String> faults = new ArrayList<>();
        String format = schema.path("format").asString("");
        if (value.isString()) {
            text(value.stringValue(), schema, faults);
            if (formats && !hasForm(format, value.stringValue())) {
                faults.add("is no " + format);
            }
        } else if (value.isIntegralNumber()) {
            BigDecimal number = value.decimalValue();
            if (schema.has("minimum") && number.compareTo(limit(schema, "minimum")) < 0) {
                faults.add("is less than " + schema.get("minimum"));
            }
            if (schema.has("maximum") && number.compareTo(limit(schema, "maximum")) > 0) {
                faults.add("is more than " + schema.get("maximum"));
            }
            if (formats && !isWithin(format, value)) {
                faults.add("is no " + format);
            }
        }
        return faults;
    }

    private static BigDecimal limit(JsonNode schema, String name) {
        return schema.get(name).decimalValue();
    }

    private static void text(String text, JsonNode schema, List<String> faults) {
        int length = text.codePointCount(0, text.length());
        if (length < schema.path("minLength").asInt(0)
                || length > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
            faults.add("has " + length + " characters");
        }
        // Java's $ also stands before a last line feed, that of JSON Schema does not.
        String pattern = schema.path("pattern").asString("").replaceFirst("\\$$", "\\\\z");
        if (!Pattern.compile(pattern).matcher(text).find()) {
            faults.add("does not match " + pattern);
        }
    }

    private static boolean isWithin(String format, JsonNode value) {
        return switch (format) {
            case "int32" -> value.canConvertToInt();
            case "int64" -> value.canConvertToLong();
            default -> true;
        };
    }

    private static boolean hasForm(String format, String text) {
        try {
            return switch (format) {
                case "date-time" -> !OffsetDateTime.parse(text).equals(OffsetDateTime.MIN);
                case "uuid" -> UUID.fromString(text).toString().equals(text);
                case "uri-reference" -> !new URI(text).isOpaque();
                default -> true;
            };
        } catch (DateTimeParseException | IllegalArgumentException | URISyntaxException e) {
            return false;
        }
    }
}
