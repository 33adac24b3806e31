package dev.sessionkill.audit;

import java.util.List;

/** The record. Events are added and never changed. */
public interface AuditLog {

    /**
     * Adds events, in that order, to the transaction that is under way, so that they stand in the
     * record exactly if what they tell of was written too. It must be the last thing that the
     * transaction does: from here to its end every other event waits for it.
     *
     * @throws org.springframework.transaction.IllegalTransactionStateException outside of a
     *     transaction
     * @throws org.springframework.dao.DataAccessException when they cannot be written
     */
    void append(List<AuditEvent> events);

    /** Adds one event, like {@link #append(List)}. */
    default void append(AuditEvent event) {
        append(List.of(event));
    }
}
