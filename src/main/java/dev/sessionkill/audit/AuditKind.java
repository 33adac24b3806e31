package dev.sessionkill.audit;

/** What an event of the record is about. */
public enum AuditKind {
    /** A kill was accepted. */
    REQUESTED,
    /** A request was turned away for lack of a grant. */
    DENIED,
    /** Requests of one caller who is turned away too often to write each down. */
    DENIALS_SUMMARISED,
    /** A Prepare is about to be sent. */
    PREPARE_SENDING,
    /** A Prepare came back. */
    PREPARE_ANSWERED,
    /** A Commit is about to be sent. */
    COMMIT_SENDING,
    /** A Commit came back, or its fate is unknown. */
    COMMIT_ANSWERED,
    /** A kill reached its end; its sessions' outcomes are known or known to be unknowable. */
    FINISHED,
    /** A kill was called off before anything was sent. */
    CANCELLED,
    /** A kill was taken over from a process that had to leave it. */
    TAKEN_OVER,
    /** A session that was still rolling back when its kill finished is gone. */
    ROLLED_BACK,
    /** Somebody was shown the live sessions of an instance. */
    LISTED,
    /** Somebody was shown events of the record. */
    AUDIT_READ,
    /** Somebody took an export of the record. */
    AUDIT_EXPORTED,
    /** A gateway started with other settings than those that the record told last. */
    SETTINGS_CHANGED
}
