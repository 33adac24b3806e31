package dev.sessionkill.throttle;

/**
 * Who goes before whom, first to last, and how many of the slots a call must leave open for those
 * who may come after it and matter more.
 */
enum Lane {
    /** A Commit, or the look that a Commit waits for: its ticket is running out. */
    URGENT(0),
    /** A Prepare: it starts only if its Commit will find a slot. */
    PAIRED(0),
    /** Everything else that a kill needs. */
    ORDINARY(0),
    /** Somebody wants to know, and no kill waits for it: half of the slots stay open. */
    LEISURELY(0.5),
    /** Good to know if it costs nobody anything: three quarters stay open, and it never waits. */
    SPARE(0.75);

    private final double keepsOpen;

    Lane(double keepsOpen) {
        this.keepsOpen = keepsOpen;
    }

    /** The part of the slots that a call of this lane leaves open. */
    double keepsOpen() {
        return keepsOpen;
    }

    /** How many of so many slots a call of this lane leaves open. */
    int reserve(int slots) {
        return (int) (slots * keepsOpen);
    }
}
