package dev.sessionkill.dbbrain;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The vendor's DBbrain. Every sending waits for its permit and is on the wire once only; Prepares
 * and lists are sent up to three times, each time with a permit of its own, a Commit never.
 */
public interface Dbbrain {

    /**
     * Waits until a Prepare may be sent and its Commit is sure to find its place.
     *
     * @return empty when the deadline passed first; else to be closed by the caller
     */
    Optional<Turn> turn(AccountName account, Deadline deadline) throws InterruptedException;

    /**
     * Prepares the kill of these sessions.
     *
     * @param turn for the first attempt, of the target's account; each further one waits for its
     *     own
     * @param deadline until when to wait for permits and to begin another attempt
     * @return {@code Done} with a ticket that the caller must close
     */
    Reply<Ticket> prepare(
            Turn turn, Target target, Set<ThreadId> threads, Deadline deadline, CallJournal journal)
            throws InterruptedException;

    /**
     * Sends the Commit of that ticket, once.
     *
     * @param attempt 1, or one more than the last when that was certainly not executed
     * @return {@code Done} with the sessions whose kill the vendor reports as completed: all that
     *     were prepared, some, or none
     */
    Reply<Set<ThreadId>> commit(Ticket ticket, int attempt, CallJournal journal)
            throws InterruptedException;

    /**
     * Reads the process list.
     *
     * @param query asked for when the permit has been granted
     * @param urgency what waits for it
     * @param deadline until when to wait for permits and to begin another attempt
     */
    Reply<List<ProcessRow>> processList(
            Target target, Supplier<ProcessQuery> query, Urgency urgency, Deadline deadline)
            throws InterruptedException;
}
