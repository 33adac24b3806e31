package dev.sessionkill.audit;

import dev.sessionkill.storage.Transactions;
import dev.sessionkill.storage.Transactions.Turn;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads the chain, in transactions that are short, so that nobody waits long for the database. */
@Component
class ChainReader {

    private static final int BATCH = 1_000;

    private final Transactions transactions;
    private final AuditTable events;
    private final CheckpointTable checkpoints;

    ChainReader(Transactions transactions, AuditTable events, CheckpointTable checkpoints) {
        this.transactions = transactions;
        this.events = events;
        this.checkpoints = checkpoints;
    }

    /**
     * How things stand.
     *
     * @param head where the chain ends
     * @param notes the newest checkpoints of any replica, the newest first
     */
    record Now(AuditTable.Head head, List<SignedNote> notes) {

        Optional<SignedNote> newest() {
            return notes.stream().findFirst();
        }
    }

    Now now(int checkpoints) {
        return transactions.run(
                Turn.NEW, () -> new Now(events.head(), this.checkpoints.newest(checkpoints)));
    }

    Optional<ChainEnd> at(long seq) {
        return transactions.run(Turn.NEW, () -> events.at(seq));
    }

    /** The events after one number, up to another. */
    EventSource events(long after, long upTo) {
        return new EventBatches(after, it -> batch(it, upTo));
    }

    /** The events that fit, after one number and up to another; few enough to wait for. */
    List<RecordedEvent> find(AuditQuery query, long after, long upTo, long most) {
        int batch = (int) Math.min(BATCH, most);
        return transactions.run(Turn.NEW, () -> events.find(query, after, batch)).stream()
                .filter(it -> it.seq() <= upTo)
                .toList();
    }

    void add(SignedNote note) {
        transactions.run(Turn.NEW, () -> checkpoints.add(note));
    }

    private List<RecordedEvent> batch(long after, long upTo) {
        int most = (int) Math.min(BATCH, Math.max(0, upTo - after));
        return most == 0 ? List.of() : transactions.run(Turn.NEW, () -> events.after(after, most));
    }
}
