package dev.sessionkill.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The query of a request, as it was sent. A misspelt filter that was ignored would show what nobody
 * meant, so every name must be known, and stand once. {@link UnreadQueries} sees to operations
 * without any.
 */
final class QueryParameters {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");

    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    private final Map<String, String> sent = new HashMap<>();
    private final Set<String> names;
    private final Set<String> empty;
    private final Faults faults;

    /**
     * Takes what is known; the rest is noted as faults.
     *
     * @param names of all parameters
     * @param empty of those that may be empty
     */
    QueryParameters(
            MultiValueMap<String, String> query,
            Set<String> names,
            Set<String> empty,
            Faults faults) {
        this.faults = faults;
        this.names = names;
        this.empty = empty;
        query.forEach(this::take);
    }

    private void take(String name, List<@Nullable String> values) {
        String value = values.getFirst();
        if (!names.contains(name)) {
            unknown(name, faults);
        } else if (values.size() > 1) {
            faults.add(name, "stands twice");
        } else if ((value == null || value.isEmpty()) && !empty.contains(name)) {
            faults.add(name, "must not be empty");
        } else {
            sent.put(name, value == null ? "" : value);
        }
    }

    static void unknown(String name, Faults faults) {
        faults.add(JsonFaults.named(name), "is not a known parameter");
    }

    @Nullable String get(String name) {
        return sent.get(name);
    }

    boolean contains(String name) {
        return sent.containsKey(name);
    }

    /** A value of ours out of what was sent; empty when it was not, or when that is a fault. */
    <T> Optional<T> value(String name, Function<String, T> type) {
        return faults.optional(name, sent.get(name), type);
    }

    /** The same with a default. */
    <T> Optional<T> value(String name, String otherwise, Function<String, T> type) {
        return faults.optional(name, sent.getOrDefault(name, otherwise), type);
    }

    /** A whole number between these; empty when it was not sent, or when that is a fault. */
    Optional<Long> number(String name, long least, long most) {
        String wanted =
                most == Long.MAX_VALUE
                        ? "must be a whole number, " + least + " or more"
                        : "must be " + least + " to " + most;
        return value(name, it -> number(it, least, most, wanted));
    }

    private static long number(String text, long least, long most, String wanted) {
        long number = number(text, wanted);
        if (number < least || number > most) {
            throw new IllegalArgumentException(wanted);
        }
        return number;
    }

    /** A number from one to the most. */
    static int limit(String text, int most) {
        return (int) number(text, 1, most, "must be 1 to " + most);
    }

    /** Java's own reads signs and the digits of other scripts, and repeats what it refuses. */
    static long number(String text, String wanted) {
        if (!DIGITS.matcher(text).matches()) {
            throw new IllegalArgumentException(wanted);
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(wanted, e);
        }
    }

    /** A text to look for in the store: PostgreSQL takes none with a zero byte. */
    static String text(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("must not contain zero bytes");
        }
        return text;
    }

    /** A time in the years that every store can hold. */
    static Instant time(String text) {
        try {
            Instant time = Times.parse(text);
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(YEAR_10000)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a time such as " + Times.EXAMPLE, e);
        }
        throw new IllegalArgumentException("must be a time from 1970 to 9999");
    }
}
