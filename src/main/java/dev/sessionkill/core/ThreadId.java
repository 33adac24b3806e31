package dev.sessionkill.core;

/**
 * The id of a MySQL session on its instance ({@code CONNECTION_ID()}). Ids start again when the
 * server restarts, so an id alone does not say whose session it is.
 *
 * @param value positive
 */
public record ThreadId(long value) implements Comparable<ThreadId> {

    public ThreadId {
        if (value <= 0) {
            throw new IllegalArgumentException("must be a positive 64-bit integer");
        }
    }

    @Override
    public int compareTo(ThreadId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
