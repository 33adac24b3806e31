package dev.sessionkill.sessions;

/** What may have changed about a session since it was observed. */
public enum Trait {
    USER,
    HOST,
    DB,
    /** What it executes: the text is another, or it began later. */
    STATEMENT
}
