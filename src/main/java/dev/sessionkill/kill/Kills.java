package dev.sessionkill.kill;

import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import java.time.Duration;
import java.util.Optional;

/** Takes orders for kills and tells how they stand. */
public interface Kills {

    /**
     * Checks the order against the grants, records it and sets it going.
     *
     * @param key by which a repetition of this request finds its kill
     */
    Submission submit(KillOrder order, Caller caller, Optional<RepeatKey> key);

    /**
     * Tells what would become of the order, and sends no Prepare.
     *
     * @throws InterruptedException while it waits for a permit to look
     */
    Preview preview(KillOrder order, Caller caller) throws InterruptedException;

    /**
     * Waits until the kill has ended, at most that long, whoever carries it out.
     *
     * @return how it stands then
     */
    Kill await(Kill kill, Duration atMost) throws InterruptedException;

    /** A kill, to its requester or to an auditor of its account. */
    Lookup find(KillId id, Caller caller);

    /** Calls a kill off, for its requester, as long as it waits for its turn. */
    Cancellation cancel(KillId id, Caller caller);

    /** Kills that the caller asked for or may audit. */
    Found search(KillSearch search, Caller caller);
}
