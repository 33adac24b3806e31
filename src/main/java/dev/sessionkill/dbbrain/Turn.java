package dev.sessionkill.dbbrain;

import dev.sessionkill.throttle.PairPermit;

/**
 * Leave to send one Prepare, with the assurance of its Commit's place in the budget. What is to be
 * prepared may be decided when one has it. Close it; that matters only if it was not used.
 */
public final class Turn implements AutoCloseable {

    private final PairPermit permit;
    private boolean used;

    Turn(PairPermit permit) {
        this.permit = permit;
    }

    /** The permits, once. */
    PairPermit use() {
        if (used) {
            throw new IllegalStateException("a turn is for one Prepare");
        }
        used = true;
        return permit;
    }

    @Override
    public void close() {
        if (!used) {
            used = true;
            permit.prepare().close();
            permit.commit().close();
        }
    }
}
