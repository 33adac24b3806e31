package dev.sessionkill.kill;

import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.audit.AuditLog;
import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.storage.Transactions;
import dev.sessionkill.storage.Transactions.Turn;
import java.time.Duration;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes kills to the database. Each method is one transaction, and each that changes a kill's
 * state writes the event that tells of it.
 */
@Repository
class KillStore {

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Transactions transactions;
    private final KillReader reader;
    private final SessionTable sessions;

    KillStore(
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

    /** Records an accepted order. */
    Kill insert(KillId id, KillOrder order, Target target, Caller caller, Duration deadline) {
        return transactions.run(
                Turn.NEW,
                () -> {
                    insertKill(id, order, target, caller, deadline);
                    order.sessions()
                            .forEach((thread, expected) -> sessions.insert(id, thread, expected));
                    audit.append(KillEvents.requested(id, order, target, caller));
                    return reader.read(id).orElseThrow();
                });
    }

    private void insertKill(
            KillId id, KillOrder order, Target target, Caller caller, Duration deadline) {
        jdbc.sql(
                        """
                        insert into kill (id, state, account, region, product, instance, reason,
                                          requested_by, requested_at, deadline)
                        select :id, 'QUEUED', :account, :region, :product, :instance, :reason,
                               :caller, now_ms, now_ms + :deadline
                          from db_clock
                        """)
                .param("id", id.toString())
                .param("account", target.account().value())
                .param("region", target.region().value())
                .param("product", target.product().name())
                .param("instance", target.instance().value())
                .param("reason", order.reason().text())
                .param("caller", caller.name())
                .param("deadline", deadline.toMillis())
                .update();
    }

    /** Records that an order was turned away. */
    void denied(KillOrder order, Caller caller, String why) {
        transactions.run(Turn.NEW, () -> audit.append(KillEvents.denied(order, caller, why)));
    }

    /**
     * From one state to the next, or to the same.
     *
     * @param id the kill
     * @param from the states that the database may show
     * @param to the state afterwards
     */
    record Move(KillId id, Set<KillState> from, KillState to) {}

    /** Goes on and records the event. */
    void advance(Move move, AuditEvent event) {
        transactions.run(
                Turn.UNDER_WAY,
                () -> {
                    move(move);
                    audit.append(event);
                });
    }

    /** Records a call that came back and goes on. */
    void answered(Move move, CallRecord call, AuditEvent event) {
        transactions.run(
                Turn.UNDER_WAY,
                () -> {
                    insertCall(move.id(), call);
                    move(move);
                    audit.append(event);
                });
    }

    private void insertCall(KillId id, CallRecord call) {
        jdbc.sql(
                        """
                        insert into kill_call (kill_id, ordinal, stage, attempt, sent_at, millis,
                                               request_id, code)
                        select :id, (select count(*) from kill_call where kill_id = :id), :stage,
                               :attempt, :sentAt, :millis, :requestId, :code
                          from db_clock
                        """)
                .param("id", id.toString())
                .param("stage", call.stage().name())
                .param("attempt", call.attempt())
                .param("sentAt", call.sentAt().toEpochMilli())
                .param("millis", call.millis())
                .param("requestId", call.requestId())
                .param("code", call.code())
                .update();
    }

    /** Ends a kill: the outcomes of its sessions, its result and the event. */
    void finish(Move move, Ending ending, AuditEvent event) {
        transactions.run(
                Turn.UNDER_WAY,
                () -> {
                    move(move);
                    update(move.id(), ending);
                    ending.sessions().forEach(it -> sessions.update(move.id(), it));
                    audit.append(event);
                });
    }

    private void update(KillId id, Ending ending) {
        KillFailure failure = ending.failure();
        jdbc.sql(
                        """
                        update kill
                           set result = :result,
                               finished_at = (select now_ms from db_clock),
                               failure_stage = :stage,
                               failure_code = :code,
                               failure_request_id = :requestId,
                               failure_retryable = :retryable
                         where id = :id
                        """)
                .param("id", id.toString())
                .param("result", ending.result().name())
                .param("stage", failure == null ? null : failure.stage().name())
                .param("code", failure == null ? null : failure.code())
                .param("requestId", failure == null ? null : failure.requestId())
                .param("retryable", failure == null ? null : failure.retryable() ? "YES" : "NO")
                .update();
    }

    /** Records that a session is gone that was rolling back when its kill finished. */
    void rolledBack(KillId id, ThreadId thread, Duration goneAfter, AuditEvent event) {
        transactions.run(
                Turn.UNDER_WAY,
                () -> {
                    if (sessions.rolledBack(id, thread, goneAfter)) {
                        audit.append(event);
                    }
                });
    }

    /** Records that somebody was shown what would become of an order. */
    void previewed(AuditEvent event) {
        transactions.run(Turn.NEW, () -> audit.append(event));
    }

    /** The one statement that checks and moves. */
    private void move(Move move) {
        int moved =
                jdbc.sql("update kill set state = :to where id = :id and state in (:from)")
                        .param("id", move.id().toString())
                        .param("from", move.from().stream().map(Enum::name).toList())
                        .param("to", move.to().name())
                        .update();
        if (moved != 1) {
            throw new IllegalStateException(
                    "kill " + move.id() + " is none of " + move.from() + " any more");
        }
    }
}
