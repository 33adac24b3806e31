package dev.sessionkill.audit;

import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something worth remembering for good.
 *
 * @param kind what it is about
 * @param caller on whose behalf, {@code sub:…}
 * @param kill the kill that it belongs to, if any
 * @param data the particulars, as JSON can hold them; never a credential
 */
public record AuditEvent(
        AuditKind kind, String caller, @Nullable KillId kill, Map<String, ?> data) {

    /** An event of a kill. */
    public static AuditEvent of(AuditKind kind, String caller, KillId kill, Map<String, ?> data) {
        return new AuditEvent(kind, caller, kill, data);
    }

    /** An event that belongs to no kill. */
    public static AuditEvent of(AuditKind kind, Caller caller, Map<String, ?> data) {
        return new AuditEvent(kind, caller.name(), null, data);
    }
}
