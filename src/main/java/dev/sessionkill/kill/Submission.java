package dev.sessionkill.kill;

import dev.sessionkill.core.Region;
import java.time.Duration;
import java.util.Set;

/** What became of an order. */
public sealed interface Submission {

    /**
     * It is recorded and will be carried out.
     *
     * @param kill as recorded
     * @param replayed whether it is the kill of an earlier request with the same key and body
     */
    record Accepted(Kill kill, boolean replayed) implements Submission {}

    /** It is not recorded, and nothing will be sent. */
    sealed interface Rejected extends Submission {}

    /**
     * The grants do not allow it.
     *
     * @param reason fit for the caller
     */
    record NotPermitted(String reason) implements Rejected {}

    /** The caller gave its key to another request before. */
    record KeyReused() implements Rejected {}

    /** There is no such account. */
    record NoSuchAccount() implements Rejected {}

    /**
     * The account may not be used in that region.
     *
     * @param regions where it may
     */
    record NoSuchRegion(Set<Region> regions) implements Rejected {}

    /** The account has no valid credentials now. */
    record NoCredentials() implements Rejected {}

    /**
     * Too many kills are waiting.
     *
     * @param retryAfter when it may be worth trying again
     */
    record QueueFull(Duration retryAfter) implements Rejected {}

    /**
     * Too many kills of this caller are waiting.
     *
     * @param retryAfter when it may be worth trying again
     */
    record TooManyOfThisCaller(Duration retryAfter) implements Rejected {}

    /**
     * Its turn would come after its deadline.
     *
     * @param retryAfter when it may be worth trying again
     */
    record DeadlineTooShort(Duration retryAfter) implements Rejected {}

    /** It could not be recorded, so it is not carried out. */
    record Unrecorded() implements Rejected {}

    /** The gateway is stopping. */
    record ShuttingDown() implements Rejected {}
}
