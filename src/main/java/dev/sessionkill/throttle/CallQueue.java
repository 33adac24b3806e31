package dev.sessionkill.throttle;

import dev.sessionkill.core.Deadline;
import java.util.Optional;

/** Where calls wait for their turn. */
sealed interface CallQueue permits LocalQueue, SharedQueue, MeasuredQueue {

    /**
     * How long before its slot opens a call is called up, in nanoseconds: it has to be written down
     * before it leaves, and that shall not keep the slot idle.
     */
    long CALLED_UP = 30_000_000;

    /** Waits for a permit of that lane; empty when the deadline passed first. */
    Optional<Permit> permit(Lane lane, Deadline deadline) throws InterruptedException;

    /** Waits for a Prepare's permit and, in the same instant, claims its Commit's. */
    Optional<PairPermit> pair(Deadline deadline) throws InterruptedException;

    /** A permit of that lane if one can be had without waiting and without passing by anybody. */
    Optional<Permit> permitNow(Lane lane);

    /** The vendor has counted more calls than were sent from here: the rest is widened. */
    void exceeded();

    /** How many calls wait in all lanes of this process. */
    int waiting();

    /** How many slots are open now. */
    int open();

    /** How the budget stands. */
    Usage usage();
}
