package dev.sessionkill.kill;

import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.sessions.ProtectCatalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the record says about sessions. */
final class SessionData {

    private SessionData() {}

    /** With what was found out about it. */
    static Map<String, Object> of(KillSession session) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("thread", session.thread().value());
        data.put("outcome", session.outcome());
        KillSession.Sight sight = session.sight();
        if (sight != null) {
            data.put("user", sight.user());
            data.put("host", sight.host());
            data.put("db", sight.db());
        }
        KillSession.Finding finding = session.finding();
        if (finding.protectedBy() != null) {
            data.put("protectedBy", finding.protectedBy());
            data.put("catalogue", ProtectCatalogue.VERSION);
        }
        if (!finding.changed().isEmpty()) {
            data.put("changed", finding.changed().stream().map(Enum::name).sorted().toList());
        }
        if (finding.respawned()) {
            data.put("respawned", true);
        }
        if (finding.goneAfter() != null) {
            data.put("goneAfterMillis", finding.goneAfter().toMillis());
        }
        return data;
    }

    /** Each with what its caller expects of it. */
    static List<Map<String, Object>> of(KillOrder order) {
        return order.sessions().entrySet().stream()
                .map(it -> of(it.getKey(), it.getValue()))
                .toList();
    }

    private static Map<String, Object> of(ThreadId thread, Expectation expected) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("thread", thread.value());
        data.put("user", expected.user());
        data.put("host", expected.host());
        data.put("db", expected.db());
        data.put("statement", expected.statement());
        data.put("seconds", expected.seconds());
        data.put("observedAt", expected.observedAt());
        data.values().removeIf(Objects::isNull);
        return data;
    }
}
