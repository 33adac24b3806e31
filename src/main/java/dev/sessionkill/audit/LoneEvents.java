package dev.sessionkill.audit;

import dev.sessionkill.storage.Transactions;
import dev.sessionkill.storage.Transactions.Turn;
import java.util.List;
import org.springframework.stereotype.Component;

/** Puts events on record that tell of nothing else that is written. */
@Component
class LoneEvents {

    private final Transactions transactions;
    private final AuditLog audit;

    LoneEvents(Transactions transactions, AuditLog audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    /** Returns when it is on disk, and throws as {@link Transactions#run} does. */
    void record(AuditEvent event) {
        record(List.of(event));
    }

    /** All of them or none. */
    void record(List<AuditEvent> events) {
        transactions.run(Turn.NEW, () -> audit.append(events));
    }
}
