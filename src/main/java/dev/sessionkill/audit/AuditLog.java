package dev.sessionkill.audit;

/** The record. Events are added and never changed. */
public interface AuditLog {

    /**
     * Adds an event to the transaction that is under way, so that it stands in the record exactly
     * if what it tells of was written too. It must be the last thing that the transaction does:
     * from here to its end every other event waits for it.
     *
     * @throws org.springframework.transaction.IllegalTransactionStateException outside of a
     *     transaction
     * @throws org.springframework.dao.DataAccessException when it cannot be written
     */
    void append(AuditEvent event);
}
