package dev.sessionkill.kill;

import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.audit.AuditLog;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Target;
import dev.sessionkill.storage.Transactions;
import dev.sessionkill.storage.Transactions.Turn;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Where orders come in: recorded with the event that tells of them, or found by their key. */
@Repository
class KillRegister {

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Transactions transactions;
    private final KillReader reader;
    private final SessionTable sessions;
    private final JsonMapper json = JsonMapper.shared();

    KillRegister(
            JdbcClient jdbc,
            AuditLog audit,
            Transactions transactions,
            KillReader reader,
            SessionTable sessions) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.transactions = transactions;
        this.reader = reader;
        this.sessions = sessions;
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

    /**
     * Records an accepted order.
     *
     * @param owner who carries it out
     * @param deadline how long a Commit may take to leave
     */
    Entered enter(Entry entry, String owner, Duration deadline) {
        return transactions.run(
                Turn.NEW,
                () -> {
                    if (entry.key().isPresent() && !insertKey(entry, entry.key().get())) {
                        return new Entered.Before(
                                read(entry.caller(), entry.key().get()).orElseThrow());
                    }
                    insertKill(entry, owner, deadline);
                    entry.order()
                            .sessions()
                            .forEach((id, expected) -> sessions.insert(entry.id(), id, expected));
                    Kill kill = reader.read(entry.id()).orElseThrow();
                    audit.append(
                            KillEvents.requested(
                                    entry.id(), entry.order(), entry.target(), entry.caller()));
                    return new Entered.Anew(kill);
                });
    }

    /** The kill that was asked for under that key. */
    Optional<Keyed> find(Caller caller, RepeatKey key) {
        return transactions.run(Turn.NEW, () -> read(caller, key));
    }

    /** Forgets the keys that are older. */
    int forgetKeys(Duration age) {
        return transactions.run(
                Turn.NEW,
                () ->
                        jdbc.sql(
                                        """
                                        delete from idempotency_key
                                         where created_at < (select now_ms from db_clock) - :age
                                        """)
                                .param("age", age.toMillis())
                                .update());
    }

    /** Records that an order was turned away. */
    void denied(KillOrder order, Caller caller, String why) {
        record(KillEvents.denied(order, caller, why));
    }

    /** Records something that belongs to no kill. */
    void record(AuditEvent event) {
        transactions.run(Turn.NEW, () -> audit.append(event));
    }

    private void insertKill(Entry entry, String owner, Duration deadline) {
        jdbc.sql(
                        """
                        insert into kill (id, state, account, region, product, instance, reason,
                                          requested_by, requested_at, deadline, owner, epoch,
                                          lease_until, moved_at, requester_groups)
                        select :id, 'QUEUED', :account, :region, :product, :instance, :reason,
                               :caller, now_ms, now_ms + :deadline, :owner, 1, now_ms + :lease,
                               now_ms, :groups
                          from db_clock
                        """)
                .param("id", entry.id().toString())
                .param("account", entry.target().account().value())
                .param("region", entry.target().region().value())
                .param("product", entry.target().product().name())
                .param("instance", entry.target().instance().value())
                .param("reason", entry.order().reason().text())
                .param("caller", entry.caller().name())
                .param("deadline", deadline.toMillis())
                .param("owner", owner)
                .param("lease", Lease.LENGTH.toMillis())
                .param(
                        "groups",
                        json.writeValueAsString(entry.caller().groups().stream().sorted().toList()))
                .update();
    }

    private boolean insertKey(Entry entry, RepeatKey key) {
        return jdbc.sql(
                                """
                                insert into idempotency_key (caller, idem_key, body, kill_id,
                                                             created_at)
                                select :caller, :key, :body, :kill, now_ms
                                  from db_clock
                                 where true
                                    on conflict (caller, idem_key) do nothing
                                """)
                        .param("caller", entry.caller().name())
                        .param("key", key.text())
                        .param("body", entry.order().digest())
                        .param("kill", entry.id().toString())
                        .update()
                == 1;
    }

    private Optional<Keyed> read(Caller caller, RepeatKey key) {
        return jdbc.sql(
                        """
                        select kill_id, body
                          from idempotency_key
                         where caller = :caller and idem_key = :key
                        """)
                .param("caller", caller.name())
                .param("key", key.text())
                .query((row, _) -> new String[] {row.getString("kill_id"), row.getString("body")})
                .optional()
                .map(
                        it ->
                                new Keyed(
                                        reader.read(KillId.parse(it[0]).orElseThrow())
                                                .orElseThrow(),
                                        it[1]));
    }
}
