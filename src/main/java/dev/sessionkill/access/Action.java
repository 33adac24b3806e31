package dev.sessionkill.access;

/** What a grant can allow, and a denial forbid. */
public enum Action {
    /** Seeing sessions. */
    LIST,
    /** Ending sessions. */
    KILL,
    /** Reading the record, and kills that others asked for. */
    AUDIT
}
