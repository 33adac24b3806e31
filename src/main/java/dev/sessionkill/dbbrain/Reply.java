package dev.sessionkill.dbbrain;

import java.util.function.Function;

/**
 * What became of a call to DBbrain. The difference between the last three decides whether a Commit
 * may be sent again; its source is the table of errors in dbbrain.md.
 *
 * @param <T> what a successful call brings
 */
public sealed interface Reply<T> {

    /**
     * The vendor did it and said so.
     *
     * @param value what it answered, validated
     * @param requestId the vendor's id of the request
     */
    record Done<T>(T value, String requestId) implements Reply<T> {}

    /** Certainly not executed, and the same call may well succeed later. */
    record Busy<T>(Failure failure) implements Reply<T> {}

    /** Certainly not executed, and the same call will not succeed. */
    record Refused<T>(Failure failure) implements Reply<T> {}

    /** Nobody knows whether it was executed. A Commit is never sent again after this. */
    record Unknown<T>(Failure failure) implements Reply<T> {}

    /** The same reply with another value, if there is one. */
    default <U> Reply<U> map(Function<T, U> change) {
        return switch (this) {
            case Done<T>(T value, String requestId) -> new Done<>(change.apply(value), requestId);
            case Busy<T>(Failure failure) -> new Busy<>(failure);
            case Refused<T>(Failure failure) -> new Refused<>(failure);
            case Unknown<T>(Failure failure) -> new Unknown<>(failure);
        };
    }
}
