package dev.sessionkill.kill;

import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.audit.AuditLog;
import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes kills to the database. Each method is one transaction, and each that changes a kill's
 * state writes the event that tells of it.
 */
@Repository
@Transactional
class KillStore {

    private final JdbcClient jdbc;
    private final AuditLog audit;

    KillStore(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** Records an accepted order. */
    void insert(KillId id, KillOrder order, Target target, Caller caller, Duration deadline) {
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
        for (ThreadId thread : order.threads()) {
            jdbc.sql("insert into kill_session (kill_id, thread) values (:id, :thread)")
                    .param("id", id.toString())
                    .param("thread", thread.value())
                    .update();
        }
        audit.append(KillEvents.requested(id, order, target, caller));
    }

    /** Records that an order was turned away. */
    void denied(KillOrder order, Caller caller, String why) {
        audit.append(KillEvents.denied(order, caller, why));
    }

    /** Goes from one state to the next and records the event. */
    void advance(KillId id, KillState from, KillState to, AuditEvent event) {
        move(id, from, to);
        audit.append(event);
    }

    /** Records a call that came back and, if the state changes with it, the next state. */
    void answered(
            KillId id, CallRecord call, KillState from, @Nullable KillState to, AuditEvent event) {
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
        if (to != null) {
            move(id, from, to);
        }
        audit.append(event);
    }

    /** Ends a kill: the outcomes of its sessions, its result and the event. */
    void finish(KillId id, KillState from, Ending ending, AuditEvent event) {
        move(id, from, ending.state());
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
                .param("stage", ending.failure() == null ? null : ending.failure().stage().name())
                .param("code", ending.failure() == null ? null : ending.failure().code())
                .param("requestId", ending.failure() == null ? null : ending.failure().requestId())
                .param(
                        "retryable",
                        ending.failure() == null
                                ? null
                                : ending.failure().retryable() ? "YES" : "NO")
                .update();
        update(id, ending.sessions());
        audit.append(event);
    }

    private void update(KillId id, Collection<KillSession> sessions) {
        for (KillSession session : sessions) {
            jdbc.sql(
                            """
                            update kill_session
                               set outcome = :outcome, mysql_user = :user, host = :host, db = :db,
                                   command = :command, seconds = :seconds
                             where kill_id = :id and thread = :thread
                            """)
                    .param("id", id.toString())
                    .param("thread", session.thread().value())
                    .param("outcome", session.outcome() == null ? null : session.outcome().name())
                    .param("user", session.user())
                    .param("host", session.host())
                    .param("db", session.db())
                    .param("command", session.command())
                    .param("seconds", session.seconds())
                    .update();
        }
    }

    /** The one statement that checks and moves. */
    private void move(KillId id, KillState from, KillState to) {
        if (!from.mayBecome(to)) {
            throw new IllegalStateException("a kill that is " + from + " cannot become " + to);
        }
        int moved =
                jdbc.sql("update kill set state = :to where id = :id and state in (:from, :to)")
                        .param("id", id.toString())
                        .param("from", from.name())
                        .param("to", to.name())
                        .update();
        if (moved != 1) {
            throw new IllegalStateException("kill " + id + " is not " + from + " any more");
        }
    }
}
