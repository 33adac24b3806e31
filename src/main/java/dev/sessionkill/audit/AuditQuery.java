package dev.sessionkill.audit;

import dev.sessionkill.core.KillId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which events are wanted.
 *
 * @param after those with a greater number than this
 * @param kind what they are about
 * @param caller on whose behalf, {@code sub:…}
 * @param killId the kill that they belong to
 * @param from recorded then or later
 * @param to recorded before then
 */
public record AuditQuery(
        long after,
        Optional<AuditKind> kind,
        Optional<String> caller,
        Optional<KillId> killId,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** All of them. */
    public static final AuditQuery ALL =
            new AuditQuery(
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /** For the record of who read it. */
    Map<String, Object> given() {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("after", after);
        kind.ifPresent(it -> given.put("kind", it));
        caller.ifPresent(it -> given.put("caller", it));
        killId.ifPresent(it -> given.put("killId", it.toString()));
        from.ifPresent(it -> given.put("from", it));
        to.ifPresent(it -> given.put("to", it));
        return given;
    }
}
