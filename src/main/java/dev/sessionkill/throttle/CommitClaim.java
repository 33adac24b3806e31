package dev.sessionkill.throttle;

import dev.sessionkill.core.Deadline;
import java.util.Optional;

/**
 * The assurance that a Commit will find a slot when its Prepare has been answered. Close it as soon
 * as the Commit is not to come.
 */
public final class CommitClaim implements AutoCloseable {

    private final Claimed claimed;

    CommitClaim(Claimed claimed) {
        this.claimed = claimed;
    }

    /** What a queue has noted for the Commit. */
    interface Claimed {

        /** Waits for the Commit's permit; empty when the deadline passed first. */
        Optional<Permit> permit(Deadline deadline) throws InterruptedException;

        /** The Commit will not come. */
        void drop();
    }

    /**
     * Waits for the Commit's permit, before all Prepares. May be asked again for a Commit that the
     * vendor turned away unexecuted.
     *
     * @return empty when the deadline passed first
     */
    public Optional<Permit> permit(Deadline deadline) throws InterruptedException {
        return claimed.permit(deadline);
    }

    @Override
    public void close() {
        claimed.drop();
    }
}
