package dev.sessionkill.kill;

import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.sessions.Sighting;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The sessions of one kill: those still to be killed, and those whose outcome is known. */
final class Roster {

    private final Map<ThreadId, KillSession> open = new TreeMap<>();
    private final Map<ThreadId, KillSession> settled = new TreeMap<>();

    /** Those still to be killed, as they were last seen before their Commit. */
    private final Map<ThreadId, ProcessRow> rows = new HashMap<>();

    Roster(Collection<KillSession> sessions) {
        for (KillSession session : sessions) {
            (session.outcome() == null ? open : settled).put(session.thread(), session);
        }
    }

    /** The ids of those still to be killed. */
    Set<ThreadId> open() {
        return Set.copyOf(open.keySet());
    }

    /** Those still to be killed. */
    Collection<KillSession> candidates() {
        return List.copyOf(open.values());
    }

    /** Their rows, as far as they were seen. */
    Map<ThreadId, ProcessRow> rows() {
        return Map.copyOf(rows);
    }

    /** Settles the sessions that are gone or that may not be killed. */
    void takeOut(Sighting.Seen seen, Inspection inspection) {
        for (KillSession session : candidates()) {
            ProcessRow row = seen.present().get(session.thread());
            Optional<KillSession> objection =
                    inspection.objection(session, row, seen.asOf(session.thread()));
            if (objection.isPresent()) {
                settle(objection.get());
            } else if (row != null) {
                open.put(session.thread(), session.seen(row));
                rows.put(session.thread(), row);
            }
        }
    }

    void settle(KillSession session) {
        open.remove(session.thread());
        rows.remove(session.thread());
        settled.put(session.thread(), session);
    }

    /** Settles all that are open. */
    void settleOpen(SessionOutcome outcome) {
        candidates().forEach(it -> settle(it.with(outcome)));
    }

    /** All sessions as they are known by now. */
    Collection<KillSession> all() {
        return Stream.concat(open.values().stream(), settled.values().stream()).toList();
    }

    /** Every session that is settled, by id. */
    List<KillSession> settled() {
        return List.copyOf(settled.values());
    }
}
