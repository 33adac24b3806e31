package dev.sessionkill.kill;

import dev.sessionkill.access.Decision;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The sessions of one kill: those still to be killed, and those whose outcome is known. */
final class Roster {

    /** As they were last seen before their Commit. */
    private final Map<ThreadId, Optional<ProcessRow>> open = new TreeMap<>();

    private final Map<ThreadId, KillSession> settled = new TreeMap<>();

    Roster(Collection<KillSession> sessions) {
        sessions.forEach(it -> open.put(it.thread(), Optional.empty()));
    }

    /** Those still to be killed. */
    Set<ThreadId> open() {
        return Set.copyOf(open.keySet());
    }

    /** Those still to be killed, as far as they were seen. */
    Map<ThreadId, ProcessRow> seen() {
        Map<ThreadId, ProcessRow> seen = new HashMap<>();
        open.forEach((thread, row) -> row.ifPresent(it -> seen.put(thread, it)));
        return seen;
    }

    /** Settles the sessions that are gone or that may not be touched. */
    void takeOut(Map<ThreadId, ProcessRow> present, Decision.Allowed allowed) {
        for (ThreadId thread : open()) {
            ProcessRow row = present.get(thread);
            if (row == null) {
                settle(KillSession.unseen(thread, SessionOutcome.ALREADY_GONE));
            } else if (!allowed.mayTouch(row.user(), row.db())) {
                settle(KillSession.unseen(thread, SessionOutcome.NOT_PERMITTED));
            } else {
                open.put(thread, Optional.of(row));
            }
        }
    }

    void settle(KillSession session) {
        open.remove(session.thread());
        settled.put(session.thread(), session);
    }

    /** Settles all that are open. */
    void settleOpen(SessionOutcome outcome) {
        Map.copyOf(open)
                .forEach(
                        (thread, row) ->
                                settle(
                                        row.map(it -> KillSession.seen(it, outcome))
                                                .orElse(KillSession.unseen(thread, outcome))));
    }

    /** Every session that is settled, by id. */
    List<KillSession> settled() {
        return List.copyOf(settled.values());
    }

    /** How it ends as a whole, when all are settled. */
    KillResult result() {
        return KillResult.of(
                settled.values().stream()
                        .map(KillSession::outcome)
                        .map(it -> it == null ? SessionOutcome.UNKNOWN : it)
                        .toList());
    }
}
