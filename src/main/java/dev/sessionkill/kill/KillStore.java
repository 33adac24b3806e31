package dev.sessionkill.kill;

import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.audit.AuditLog;
import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.storage.Transactions;
import dev.sessionkill.storage.Transactions.Turn;
import java.time.Duration;
import java.util.Collection;
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
    private final SessionTable sessions;

    KillStore(JdbcClient jdbc, AuditLog audit, Transactions transactions, SessionTable sessions) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.transactions = transactions;
        this.sessions = sessions;
    }

    /**
     * From one state to the next, or to the same.
     *
     * @param id the kill
     * @param epoch ours; when it is another by now, nothing is written
     * @param from the states that the database may show
     * @param to the state afterwards
     */
    record Move(KillId id, long epoch, Set<KillState> from, KillState to) {}

    /** Goes on and records the event, and what the sessions look like by now. */
    void advance(Move move, Collection<KillSession> looks, AuditEvent event) {
        transactions.run(
                Turn.UNDER_WAY,
                () -> {
                    move(move);
                    looks.forEach(it -> sessions.update(move.id(), it));
                    audit.append(event);
                });
    }

    /**
     * Records a call that came back and goes on. One that is on record by a write that was not
     * confirmed is not recorded again.
     */
    void answered(Move move, CallRecord call, AuditEvent event) {
        transactions.run(
                Turn.UNDER_WAY,
                () -> {
                    boolean isNew = insertCall(move.id(), call);
                    move(move);
                    if (isNew) {
                        audit.append(event);
                    }
                });
    }

    private boolean insertCall(KillId id, CallRecord call) {
        return jdbc.sql(
                                """
                                insert into kill_call (kill_id, ordinal, stage, attempt, sent_at, millis,
                                                       request_id, code)
                                select :id, (select count(*) from kill_call where kill_id = :id), :stage,
                                       :attempt, :sentAt, :millis, :requestId, :code
                                  from db_clock
                                 where not exists (select 1 from kill_call
                                                    where kill_id = :id and stage = :stage
                                                      and attempt = :attempt and sent_at = :sentAt)
                                """)
                        .param("id", id.toString())
                        .param("stage", call.stage().name())
                        .param("attempt", call.attempt())
                        .param("sentAt", call.sentAt().toEpochMilli())
                        .param("millis", call.millis())
                        .param("requestId", call.requestId())
                        .param("code", call.code())
                        .update()
                == 1;
    }

    /** Ends a kill, once: the outcomes of its sessions, its result and the event. */
    void finish(Move move, Ending ending, AuditEvent event) {
        transactions.run(
                Turn.UNDER_WAY,
                () -> {
                    if (stands(move)) {
                        return;
                    }
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

    /** Ends our lease now. */
    void release(KillId id, long epoch) {
        transactions.run(
                Turn.UNDER_WAY,
                () ->
                        jdbc.sql(
                                        """
                                        update kill set lease_until = 0
                                         where id = :id and epoch = :epoch
                                        """)
                                .param("id", id.toString())
                                .param("epoch", epoch)
                                .update());
    }

    /** Whether a write that was not confirmed has made that move already. */
    private boolean stands(Move move) {
        return move.from().contains(move.to())
                && jdbc.sql(
                                        """
                                        select count(*) from kill
                                         where id = :id and epoch = :epoch and state = :to
                                        """)
                                .param("id", move.id().toString())
                                .param("epoch", move.epoch())
                                .param("to", move.to().name())
                                .query(Long.class)
                                .single()
                        == 1;
    }

    /** The one statement that checks and moves; it also renews the lease. */
    private void move(Move move) {
        int moved =
                jdbc.sql(
                                """
                                update kill
                                   set state = :to, moved_at = (select now_ms from db_clock),
                                       lease_until = (select now_ms from db_clock) + :lease
                                 where id = :id and epoch = :epoch and state in (:from)
                                """)
                        .param("id", move.id().toString())
                        .param("epoch", move.epoch())
                        .param("from", move.from().stream().map(Enum::name).toList())
                        .param("to", move.to().name())
                        .param("lease", Lease.LENGTH.toMillis())
                        .update();
        if (moved != 1) {
            throw new TakenOverException(move.id(), move.from());
        }
    }
}
