package dev.sessionkill.kill;

import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessRow;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known of the sessions of one kill after its Commit. */
final class Verification {

    private final Map<ThreadId, KillSession> sessions = new TreeMap<>();
    private final Set<ThreadId> open;

    /**
     * Nothing yet.
     *
     * @param before as they were when the Commit was decided
     */
    Verification(Collection<KillSession> before) {
        before.forEach(it -> sessions.put(it.thread(), it.with(SessionOutcome.UNKNOWN)));
        this.open = new TreeSet<>(sessions.keySet());
    }

    /** Those whose outcome may still change. */
    Set<ThreadId> open() {
        return Set.copyOf(open);
    }

    /** Every session with its outcome. */
    Collection<KillSession> sessions() {
        return List.copyOf(sessions.values());
    }

    /**
     * They were looked at.
     *
     * @param present those that are there
     */
    void judge(
            Map<ThreadId, ProcessRow> present,
            Fate fate,
            Duration sinceCommit,
            Duration sincePrepare) {
        for (ThreadId thread : open()) {
            Verdict verdict =
                    Verdict.of(
                            Objects.requireNonNull(sessions.get(thread)),
                            present.get(thread),
                            fate,
                            sinceCommit,
                            sincePrepare);
            sessions.put(thread, verdict.session());
            if (verdict.settled()) {
                open.remove(thread);
            }
        }
    }

    /** They could not be looked at. */
    void unseen() {
        open.forEach(it -> sessions.computeIfPresent(it, (_, session) -> Verdict.unseen(session)));
    }
}
