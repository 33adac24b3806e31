package dev.sessionkill.kill;

/** What became of the question for a kill. */
public sealed interface Lookup {

    /**
     * Here it is.
     *
     * @param kill as it stands now
     */
    record Found(Kill kill) implements Lookup {}

    /** There is none of that id, or it is not this caller's to see. */
    record NoSuchKill() implements Lookup {}

    /** The record cannot be read at the moment. */
    record Unreadable() implements Lookup {}
}
