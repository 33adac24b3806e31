package dev.sessionkill.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request, so that its sender learns everything at once. */
final class Faults {

    private final List<FieldFault> found = new ArrayList<>();

    /**
     * A value of ours out of what was sent; empty, and noted, when it refuses that or it is
     * missing.
     */
    <S, T> Optional<T> required(String field, @Nullable S sent, Function<S, T> type) {
        if (sent == null) {
            add(field, "is required");
            return Optional.empty();
        }
        return optional(field, sent, type);
    }

    /** The same for what may be missing. */
    <S, T> Optional<T> optional(String field, @Nullable S sent, Function<S, T> type) {
        if (sent == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(type.apply(sent));
        } catch (IllegalArgumentException e) {
            // The values of core say what they want without repeating what they got.
            add(field, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    void add(String field, String message) {
        found.add(new FieldFault(field, message));
    }

    List<FieldFault> found() {
        return List.copyOf(found);
    }
}
