package dev.sessionkill.kill;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How kills end, or are left, of which nothing is sent any more. */
final class Endings {

    private final TwoStages.Upstream upstream;
    private final KillStore store;

    Endings(TwoStages.Upstream upstream, KillStore store) {
        this.upstream = upstream;
        this.store = store;
    }

    /**
     * Finds out what became of a kill that may have been committed.
     *
     * @param sinceMove how long ago its state was last written
     */
    void resolve(Member member, Duration sinceMove) {
        Batch batch = new Batch(List.of(member));
        try (LogContext _ = LogContext.of(batch)) {
            new PairRun(upstream, store, batch).resolve(sinceMove);
        } finally {
            batch.leave(_ -> true).forEach(Member::left);
        }
    }

    /** Those have waited for too long. */
    void expire(Collection<Member> members) {
        Map<Member, Ending> endings = new HashMap<>();
        members.forEach(it -> endings.put(it, Ending.expired(it.roster())));
        end(endings);
    }

    /** Puts their ends on record. */
    void end(Map<Member, Ending> endings) {
        try {
            new KillRecorder(store, new Batch(List.copyOf(endings.keySet()))).finish(endings);
        } finally {
            endings.keySet().forEach(Member::left);
        }
    }

    /** Leaves them to whoever takes them over, at once. */
    void leave(List<Member> members) {
        new KillRecorder(store, new Batch(members)).release(members);
    }
}
