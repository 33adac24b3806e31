package dev.sessionkill.kill;

import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.dbbrain.Reply;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the record says about kills. */
final class KillEvents {

    private KillEvents() {}

    static AuditEvent requested(KillRegister.Entry entry) {
        KillOrder order = entry.order();
        Target target = entry.target();
        Caller caller = entry.caller();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("account", target.account().value());
        data.put("region", target.region().value());
        data.put("product", target.product().wireName());
        data.put("instanceId", target.instance().value());
        data.put("sessions", SessionData.of(order));
        data.put("reason", order.reason().text());
        urgency(data, order);
        data.put("groups", caller.groups().stream().sorted().toList());
        return AuditEvent.of(AuditKind.REQUESTED, caller.name(), entry.id(), data);
    }

    static AuditEvent denied(KillOrder order, Caller caller, String why) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("account", order.account().value());
        data.put("product", order.product().wireName());
        data.put("instanceId", order.instance().value());
        data.put("action", "KILL");
        data.put("sessions", SessionData.of(order));
        data.put("reason", order.reason().text());
        urgency(data, order);
        data.put("groups", caller.groups().stream().sorted().toList());
        data.put("why", why);
        return AuditEvent.of(AuditKind.DENIED, caller, data);
    }

    /**
     * Of a call that is about to be sent.
     *
     * @param threads those of its sessions that this kill wants
     * @param kills how many kills share the call
     */
    static AuditEvent sending(
            Kill kill,
            Stage stage,
            int attempt,
            @Nullable String sqlExecId,
            Collection<ThreadId> threads,
            int kills) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("attempt", attempt);
        if (sqlExecId != null) {
            data.put("sqlExecId", sqlExecId);
        }
        if (kills > 1) {
            data.put("kills", kills);
        }
        data.put("threads", ids(threads));
        AuditKind kind =
                switch (stage) {
                    case COMMIT -> AuditKind.COMMIT_SENDING;
                    case PREPARE, LIST -> AuditKind.PREPARE_SENDING;
                };
        return AuditEvent.of(kind, kill.requestedBy(), kill.id(), data);
    }

    /**
     * Of a call that came back.
     *
     * @param threads those of its sessions that this kill wants; of the others it says nothing
     */
    static AuditEvent answered(
            Kill kill, CallRecord call, Reply<?> reply, Collection<ThreadId> threads) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("attempt", call.attempt());
        data.put("millis", call.millis());
        data.put("requestId", call.requestId());
        switch (reply) {
            case Reply.Done<?>(Object value, _) -> {
                data.put("reply", "DONE");
                if (value instanceof Collection<?> claimed) {
                    data.put("threads", ids(threads.stream().filter(claimed::contains).toList()));
                }
            }
            case Reply.Busy<?>(Failure failure) -> failed(data, "BUSY", failure);
            case Reply.Refused<?>(Failure failure) -> failed(data, "REFUSED", failure);
            case Reply.Unknown<?>(Failure failure) -> failed(data, "UNKNOWN", failure);
        }
        AuditKind kind =
                switch (call.stage()) {
                    case COMMIT -> AuditKind.COMMIT_ANSWERED;
                    case PREPARE, LIST -> AuditKind.PREPARE_ANSWERED;
                };
        return AuditEvent.of(kind, kill.requestedBy(), kill.id(), data);
    }

    static AuditEvent finished(Kill kill, Ending ending) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", ending.state().name());
        data.put("result", ending.result().name());
        data.put("sessions", ending.sessions().stream().map(SessionData::of).toList());
        if (ending.failure() != null) {
            data.put("stage", ending.failure().stage().name());
            data.put("code", ending.failure().code());
            data.put("requestId", ending.failure().requestId());
        }
        return AuditEvent.of(AuditKind.FINISHED, kill.requestedBy(), kill.id(), data);
    }

    /** Of a kill that its process had to leave. */
    static AuditEvent takenOver(Kill kill, long epoch) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", kill.progress().state().name());
        data.put("epoch", epoch);
        return AuditEvent.of(AuditKind.TAKEN_OVER, kill.requestedBy(), kill.id(), data);
    }

    /** Of a kill that its requester called off, or was told that it is not accepted. */
    static AuditEvent cancelled(KillId id, Caller caller) {
        return AuditEvent.of(AuditKind.CANCELLED, caller.name(), id, Map.of());
    }

    /** Of an order that was not confirmed to its caller: the gateway itself calls it off. */
    static AuditEvent withdrawn(KillId id, Caller caller) {
        return AuditEvent.of(AuditKind.CANCELLED, caller.name(), id, Map.of("unconfirmed", true));
    }

    /** Of a session that was rolling back when its kill finished. */
    static AuditEvent rolledBack(Kill kill, ThreadId thread, Duration goneAfter) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("thread", thread.value());
        data.put("goneAfterMillis", goneAfter.toMillis());
        return AuditEvent.of(AuditKind.ROLLED_BACK, kill.requestedBy(), kill.id(), data);
    }

    /** Of an order that was only to be validated, and whose sessions were looked at for that. */
    static AuditEvent previewed(
            KillOrder order, Target target, Caller caller, Collection<KillSession> sessions) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("account", target.account().value());
        data.put("region", target.region().value());
        data.put("product", target.product().wireName());
        data.put("instanceId", target.instance().value());
        data.put("validateOnly", true);
        data.put("sessions", sessions.stream().map(SessionData::of).toList());
        data.put("reason", order.reason().text());
        return AuditEvent.of(AuditKind.LISTED, caller, data);
    }

    private static void urgency(Map<String, Object> data, KillOrder order) {
        if (order.urgent()) {
            data.put("urgent", true);
        }
    }

    private static void failed(Map<String, Object> data, String reply, Failure failure) {
        data.put("reply", reply);
        data.put("code", failure.code());
        data.put("detail", failure.detail());
    }

    private static List<Long> ids(Collection<ThreadId> threads) {
        return threads.stream().map(ThreadId::value).sorted().toList();
    }
}
