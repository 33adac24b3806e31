package dev.sessionkill.kill;

/** What became of calling a kill off. */
public sealed interface Cancellation {

    /**
     * It is called off; nothing was sent for it.
     *
     * @param kill as it stands now
     */
    record Cancelled(Kill kill) implements Cancellation {}

    /**
     * It has begun, or it has ended.
     *
     * @param kill as it stands now
     */
    record TooLate(Kill kill) implements Cancellation {}

    /** There is none of that id, or it is not this caller's. */
    record NoSuchKill() implements Cancellation {}

    /** The record cannot be read or written at the moment. */
    record Unrecorded() implements Cancellation {}
}
