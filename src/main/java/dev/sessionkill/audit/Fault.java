package dev.sessionkill.audit;

/** What can be wrong with the record, and what to do about it. */
public enum Fault {
    /** An event is not what was written. */
    EDITED(
            "The event is not what was written. Compare it with the log stream and a backup, and"
                    + " find out who can write to the database."),
    /** Events were taken out. */
    MISSING(
            "Events were taken out before this number. Restore them from a backup or an earlier"
                    + " export. An export with filters has gaps of its own: export without any."),
    /** An event was put in. */
    INSERTED(
            "An event was put in that the gateway did not write. Find out who can write to the"
                    + " database; an earlier export shows what stood there."),
    /** Events stand in another order. */
    REORDERED(
            "Events are here and in another order than they were written. Sort an export by seq; in"
                    + " a database, find out who can write to it."),
    /** The newest events are gone. */
    CUT_TAIL(
            "A checkpoint is newer than the last event: the end was cut off, or an old copy"
                + " restored. An export that is older than the checkpoint looks the same: export"
                + " again."),
    /** The history is whole and not the one that was signed. */
    FORKED(
            "The history is consistent and is not the one that the checkpoint was made of: it was"
                + " rewritten or replaced. Keep both, and compare them with an earlier export."),
    /** A checkpoint was not signed with the key. */
    BAD_SIGNATURE(
            "The checkpoint's signature is not by the key, or somebody changed the checkpoint. Get"
                    + " it from where else it went, and make sure that the key is the gateway's."),
    /** Something is not there or cannot be read. */
    INCOMPLETE("Something that is needed is not there or was cut off. Get it again.");

    private final String remedy;

    Fault(String remedy) {
        this.remedy = remedy;
    }

    /** What to do, for an operator. */
    public String remedy() {
        return remedy;
    }
}
