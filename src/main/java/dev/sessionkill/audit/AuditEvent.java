package dev.sessionkill.audit;

import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something worth remembering for good.
 *
 * @param kind what it is about
 * @param caller on whose behalf, {@code sub:…}, or {@link #GATEWAY}
 * @param kill the kill that it belongs to, if any
 * @param data the particulars, as JSON can hold them; never a credential
 */
public record AuditEvent(
        AuditKind kind, String caller, @Nullable KillId kill, Map<String, ?> data) {

    /** The gateway itself; no token can name this caller, since theirs begin with {@code sub:}. */
    public static final String GATEWAY = "gateway";

    /** An event of a kill. */
    public static AuditEvent of(AuditKind kind, String caller, KillId kill, Map<String, ?> data) {
        return new AuditEvent(kind, caller, kill, data);
    }

    /** An event that belongs to no kill. */
    public static AuditEvent of(AuditKind kind, Caller caller, Map<String, ?> data) {
        return new AuditEvent(kind, caller.name(), null, data);
    }

    /** An event that nobody asked for. */
    static AuditEvent ofTheGateway(AuditKind kind, Map<String, ?> data) {
        return new AuditEvent(kind, GATEWAY, null, data);
    }
}
