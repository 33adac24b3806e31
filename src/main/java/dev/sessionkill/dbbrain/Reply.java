package dev.sessionkill.dbbrain;

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
}
