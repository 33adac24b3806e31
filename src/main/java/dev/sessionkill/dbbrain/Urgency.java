package dev.sessionkill.dbbrain;

/** What waits for a process list. It decides who gets the next permit. */
public enum Urgency {
    /** A Commit: its ticket is running out. */
    COMMIT,
    /** The end of a kill. */
    PROOF,
    /** Somebody who wants to know; no kill. */
    LEISURE,
    /** Nobody: it is read if the budget is hardly used, once, and else not. */
    SPARE
}
