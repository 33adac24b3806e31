package dev.sessionkill.api;

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
 * A query as it was sent. A misspelt filter that was ignored would show what nobody meant, so every
 * name must be known, and stand once.
 */
final class QueryParameters {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");

    private final Map<String, String> sent = new HashMap<>();
    private final Set<String> known;
    private final Faults faults;

    QueryParameters(MultiValueMap<String, String> query, Set<String> known, Faults faults) {
        this.known = known;
        this.faults = faults;
        query.forEach(this::take);
    }

    private void take(String name, List<@Nullable String> values) {
        String value = values.getFirst();
        if (!known.contains(name)) {
            faults.add(JsonFaults.named(name), "is not a known parameter");
        } else if (values.size() > 1) {
            faults.add(name, "stands twice");
        } else if (value == null || value.isEmpty()) {
            faults.add(name, "must not be empty");
        } else {
            sent.put(name, value);
        }
    }

    /** What was sent under this name; empty, and noted, when the type refuses it. */
    <T> Optional<T> optional(String name, Function<String, T> type) {
        return faults.optional(name, sent.get(name), type);
    }

    /**
     * A whole number between these. Java's own way of reading takes signs and the digits of other
     * scripts, and repeats what it refuses.
     */
    Optional<Long> number(String name, long least, long most) {
        String wanted =
                most == Long.MAX_VALUE
                        ? "must be a whole number, " + least + " or more"
                        : "must be " + least + " to " + most;
        return optional(name, it -> number(it, least, most, wanted));
    }

    private static Long number(String text, long least, long most, String wanted) {
        if (!DIGITS.matcher(text).matches()) {
            throw new IllegalArgumentException(wanted);
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
            throw new IllegalArgumentException(wanted);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(wanted, e);
        }
    }
}
