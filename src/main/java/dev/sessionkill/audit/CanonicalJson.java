package dev.sessionkill.audit;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON in the one form that RFC 8785 leaves: keys in the order of their UTF-16 code units,
 * no space, the shortest escapes. So equal data is equal bytes.
 *
 * <p>There are no fractions, and whole numbers beyond 2^53, which a reader of JSON may round, are
 * written as strings (RFC 8785, appendix D). Half of a surrogate pair, which RFC 8785 refuses, is
 * written as U+FFFD: a name that the vendor sends must not keep what is done to it off the record.
 */
final class CanonicalJson {

    private static final long EXACT = (1L << 53) - 1;
    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder out = new StringBuilder(256);

    private CanonicalJson() {}

    /**
     * The canonical form of maps with strings as keys, lists, strings, whole numbers, booleans,
     * null, enum constants (by name) and instants (RFC 3339).
     *
     * @throws IllegalArgumentException when there is anything else in it
     */
    static String of(@Nullable Object value) {
        CanonicalJson json = new CanonicalJson();
        json.value(value);
        return json.out.toString();
    }

    /** The same text, if it has a form in UTF-8; else with each half of a pair replaced. */
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                StringBuilder whole = new StringBuilder(text.length());
                text.codePoints()
                        .map(it -> isHalf(it) ? REPLACEMENT : it)
                        .forEach(whole::appendCodePoint);
                return whole.toString();
            }
        }
        return text;
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case String text -> string(text);
            case Long number -> number(number);
            case Integer number -> number(number);
            case Boolean truth -> out.append(truth.booleanValue());
            case Enum<?> constant -> string(constant.name());
            case Instant instant -> string(instant.toString());
            case Map<?, ?> map -> object(map);
            case Iterable<?> list -> array(list);
            default ->
                    throw new IllegalArgumentException(
                            "the record holds no " + value.getClass().getName());
        }
    }

    private void number(long number) {
        if (number > EXACT || number < -EXACT) {
            string(Long.toString(number));
        } else {
            out.append(number);
        }
    }

    /** Java compares strings by UTF-16 code units, as RFC 8785 does. */
    private void object(Map<?, ?> map) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach(
                (key, value) -> {
                    if (!(key instanceof String name)) {
                        throw new IllegalArgumentException("the record's keys are strings");
                    }
                    if (sorted.containsKey(wellFormed(name))) {
                        throw new IllegalArgumentException("the record has no key twice");
                    }
                    sorted.put(wellFormed(name), value);
                });
        out.append('{');
        String separator = "";
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            out.append(separator);
            string(entry.getKey());
            out.append(':');
            value(entry.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private void array(Iterable<?> list) {
        out.append('[');
        String separator = "";
        for (Object element : list) {
            out.append(separator);
            value(element);
            separator = ",";
        }
        out.append(']');
    }

    private void string(String text) {
        out.append('"');
        String whole = wellFormed(text);
        for (int i = 0; i < whole.length(); i++) {
            character(whole.charAt(i));
        }
        out.append('"');
    }

    private void character(char it) {
        switch (it) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (it < ' ') {
                    out.append("\\u00").append(it < 0x10 ? '0' : '1');
                    out.append(Character.forDigit(it & 0xF, 16));
                } else {
                    out.append(it);
                }
            }
        }
    }
}
