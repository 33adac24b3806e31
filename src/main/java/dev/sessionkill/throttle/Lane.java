package dev.sessionkill.throttle;

/** Who goes before whom, first to last. */
enum Lane {
    /** A Commit, or the look that a Commit waits for: its ticket is running out. */
    URGENT,
    /** A Prepare: it starts only if its Commit will find a slot. */
    PAIRED,
    /** Everything else. */
    ORDINARY
}
