package dev.sessionkill.api;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says in our words what Jackson could not read; Jackson's own quote the input. */
final class JsonFaults {

    private JsonFaults() {}

    static FieldFault of(@Nullable Throwable cause) {
        return switch (cause) {
            case UnrecognizedPropertyException e -> new FieldFault(path(e), "is not a known field");
            case InputCoercionException e when path(e).endsWith(".seconds") ->
                    new FieldFault(path(e), "must be a number of whole seconds");
            case InputCoercionException e ->
                    new FieldFault(path(e), "must be a positive 64-bit integer");
            case MismatchedInputException e when e.getPath().isEmpty() -> notOneObject();
            case MismatchedInputException e when path(e).endsWith(".seconds") ->
                    new FieldFault(path(e), "must be a number of whole seconds");
            case MismatchedInputException e -> new FieldFault(path(e), expected(e.getTargetType()));
            case StreamReadException e when saysDuplicate(e) ->
                    new FieldFault("", "holds a key twice in one object");
            case StreamConstraintsException e when saysLongNumber(e) ->
                    new FieldFault(path(e), "is a number with too many digits");
            case JacksonException e -> new FieldFault(path(e), "must be valid JSON");
            case null -> notOneObject();
            default -> new FieldFault("", "could not be read");
        };
    }

    /** Something else, nothing, or an object with something behind it. */
    private static FieldFault notOneObject() {
        return new FieldFault("", "must be one JSON object");
    }

    private static String expected(@Nullable Class<?> target) {
        if (target == null) {
            return "has the wrong type";
        }
        if (target == Long.class || target == long.class) {
            return "must be a positive 64-bit integer";
        }
        if (target == Instant.class) {
            return "must be a time as in " + Times.EXAMPLE;
        }
        if (target == String.class) {
            return "must be a string";
        }
        if (target == Boolean.class || target == boolean.class) {
            return "must be true or false";
        }
        return Collection.class.isAssignableFrom(target) ? "must be a list" : "must be an object";
    }

    /** Jackson has no type of its own for a repeated key. */
    private static boolean saysDuplicate(StreamReadException e) {
        return String.valueOf(e.getOriginalMessage()).startsWith("Duplicate");
    }

    /** Nor one for each of its bounds. */
    private static boolean saysLongNumber(StreamConstraintsException e) {
        return String.valueOf(e.getOriginalMessage()).startsWith("Number value length");
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(named(step.getPropertyName()));
            }
        }
        return path.toString();
    }

    /** A caller's own name for an unknown field, cut and without what a terminal might obey. */
    static String named(String name) {
        String printable = name.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= 40 ? printable : printable.substring(0, 40) + "…";
    }
}
