package dev.sessionkill.kill;

import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.audit.AuditLog;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Target;
import dev.sessionkill.storage.Group;
import dev.sessionkill.storage.Transactions;
import dev.sessionkill.storage.Transactions.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** Where orders come in: recorded with the event that tells of them, or found by their key. */
@Repository
class KillRegister {

    private final AuditLog audit;
    private final Transactions transactions;
    private final KillReader reader;
    private final OrderTable orders;
    private final Group<Filing, Entered> filing;

    KillRegister(AuditLog audit, Transactions transactions, KillReader reader, OrderTable orders) {
        this.audit = audit;
        this.transactions = transactions;
        this.reader = reader;
        this.orders = orders;
        this.filing = transactions.group(Turn.NEW, this::enter);
    }

    /**
     * An order as it is to be recorded.
     *
     * @param id of the kill that it becomes
     * @param order what is asked for
     * @param target where the sessions live
     * @param caller who asks
     * @param key by which the caller may ask again, if he gave one
     */
    record Entry(
            KillId id, KillOrder order, Target target, Caller caller, Optional<RepeatKey> key) {}

    /**
     * An order and what holds for it here.
     *
     * @param owner who carries it out
     * @param deadline how long a Commit may take to leave
     */
    record Filing(Entry entry, String owner, Duration deadline) {

        private String key() {
            return entry.key().map(it -> entry.caller().name() + '\n' + it.text()).orElse("");
        }

        private Kill kill(Instant now) {
            return new Kill(
                    entry.id(),
                    entry.target(),
                    entry.order().reason(),
                    entry.order().urgent(),
                    entry.caller().name(),
                    now,
                    now.plus(deadline),
                    new Kill.Progress(KillState.QUEUED, null, null, null),
                    entry.order().wanted(),
                    List.of());
        }
    }

    /** What came of recording an order. */
    sealed interface Entered {

        /** It is a kill of epoch 1 now, QUEUED. */
        record Anew(Kill kill) implements Entered {}

        /** Its key was there before. */
        record Before(Keyed keyed) implements Entered {}
    }

    /**
     * What stands under a key.
     *
     * @param kill the kill of the first request
     * @param body the digest of its body
     */
    record Keyed(Kill kill, String body) {}

    /** Records an accepted order, in one transaction with whatever else waits for that. */
    Entered enter(Entry entry, String owner, Duration deadline) {
        return filing.run(new Filing(entry, owner, deadline));
    }

    /**
     * Keys are written in one order everywhere, so that no two transactions wait for each other.
     */
    private List<Entered> enter(List<Filing> filings) {
        Instant now = orders.now();
        List<Filing> anew =
                filings.stream()
                        .sorted(Comparator.comparing(Filing::key))
                        .filter(it -> isNew(it.entry(), now))
                        .toList();
        orders.insert(anew, now);
        Map<Filing, Entered> entered = new HashMap<>();
        anew.forEach(it -> entered.put(it, new Entered.Anew(it.kill(now))));
        filings.forEach(it -> entered.computeIfAbsent(it, this::before));
        audit.append(anew.stream().map(it -> KillEvents.requested(it.entry())).toList());
        return filings.stream().map(it -> Objects.requireNonNull(entered.get(it))).toList();
    }

    private boolean isNew(Entry entry, Instant now) {
        return entry.key().isEmpty() || orders.insertKey(entry, entry.key().get(), now);
    }

    private Entered before(Filing filing) {
        Entry entry = filing.entry();
        return new Entered.Before(read(entry.caller(), entry.key().orElseThrow()).orElseThrow());
    }

    /** The kill that was asked for under that key. */
    Optional<Keyed> find(Caller caller, RepeatKey key) {
        return transactions.run(Turn.NEW, () -> read(caller, key));
    }

    private Optional<Keyed> read(Caller caller, RepeatKey key) {
        return orders.find(caller, key)
                .map(it -> new Keyed(reader.read(it.id()).orElseThrow(), it.body()));
    }

    /** Forgets the keys that are older. */
    int forgetKeys(Duration age) {
        return transactions.run(Turn.NEW, () -> orders.forgetKeys(age));
    }

    /** Records something that belongs to no kill. */
    void record(AuditEvent event) {
        transactions.run(Turn.NEW, () -> audit.append(event));
    }
}
