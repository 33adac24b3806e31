package dev.sessionkill.throttle;

import dev.sessionkill.core.Deadline;
import java.util.Optional;

/**
 * The assurance that a Commit will find a slot when its Prepare has been answered. Close it as soon
 * as the Commit is not to come.
 */
public final class CommitClaim implements AutoCloseable {

    private final CallQueue queue;
    private final Schedule.Claim claim;

    CommitClaim(CallQueue queue, Schedule.Claim claim) {
        this.queue = queue;
        this.claim = claim;
    }

    /**
     * Waits for the Commit's permit, before all Prepares. May be asked again for a Commit that the
     * vendor turned away unexecuted.
     *
     * @return empty when the deadline passed first
     */
    public Optional<Permit> permit(Deadline deadline) throws InterruptedException {
        return queue.commit(claim, deadline);
    }

    @Override
    public void close() {
        queue.drop(claim);
    }
}
