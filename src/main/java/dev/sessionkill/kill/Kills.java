package dev.sessionkill.kill;

import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import java.time.Duration;

/** Takes orders for kills and tells how they stand. */
public interface Kills {

    /** Checks the order against the grants, records it and sets it going. */
    Submission submit(KillOrder order, Caller caller);

    /**
     * Tells what would become of the order, and sends no Prepare.
     *
     * @throws InterruptedException while it waits for a permit to look
     */
    Preview preview(KillOrder order, Caller caller) throws InterruptedException;

    /**
     * Waits until the kill has ended, at most that long.
     *
     * @return how it stands then
     */
    Kill await(Kill kill, Duration atMost) throws InterruptedException;

    /** A kill, to its requester or to an auditor of its account. */
    Lookup find(KillId id, Caller caller);
}
