package dev.sessionkill.kill;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.dbbrain.Urgency;
import dev.sessionkill.sessions.LiveSessions;
import dev.sessionkill.sessions.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** Looks, after a Commit, until every session is settled or the time is up. */
final class Verification {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final LiveSessions live;
    private final Target target;
    private final LongSupplier sincePrepare;
    private final Duration verifyFor;
    private final long start = System.nanoTime();
    private final Map<ThreadId, KillSession> sessions = new TreeMap<>();
    private final Set<ThreadId> open;
    private int looks;

    /**
     * Prepares to look for those sessions.
     *
     * @param sincePrepare how long ago the Prepare was sent, in nanoseconds, or a little less
     * @param before as they were when the Commit was decided
     */
    Verification(
            LiveSessions live,
            Target target,
            LongSupplier sincePrepare,
            Collection<KillSession> before,
            Duration verifyFor) {
        this.live = live;
        this.target = target;
        this.sincePrepare = sincePrepare;
        before.forEach(it -> sessions.put(it.thread(), it.with(SessionOutcome.UNKNOWN)));
        this.open = new TreeSet<>(sessions.keySet());
        this.verifyFor = verifyFor;
    }

    /** Every session with its outcome. */
    Collection<KillSession> run(Fate fate) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        Deadline end = Deadline.in(longEnough(fate));
        while (true) {
            looks++;
            switch (live.look(target, open, Urgency.PROOF, Deadline.in(LOOK))) {
                case Sighting.Seen seen -> judge(seen, fate);
                case Sighting.Unreadable _ ->
                        open.forEach(
                                it -> sessions.computeIfPresent(it, (_, s) -> Verdict.unseen(s)));
            }
            if (open.isEmpty() || end.passed()) {
                return sessions.values();
            }
            // The last look falls on the end, not behind it.
            Thread.sleep(pause.compareTo(end.left()) < 0 ? pause : end.left());
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        }
    }

    private Duration longEnough(Fate fate) {
        Duration untilSealed =
                Verdict.FATE_IS_SEALED.minusNanos(sincePrepare.getAsLong()).plus(LONGEST_PAUSE);
        return fate instanceof Fate.Unknown && verifyFor.compareTo(untilSealed) < 0
                ? untilSealed
                : verifyFor;
    }

    /** How often it has looked. */
    int looks() {
        return looks;
    }

    /** What a list shows is as old as the list: times count until it left us. */
    private void judge(Sighting.Seen seen, Fate fate) {
        Map<ThreadId, ProcessRow> present = seen.present();
        Duration lag = Duration.between(seen.asOf(), Instant.now());
        Duration sinceCommit = Duration.ofNanos(System.nanoTime() - start).minus(lag);
        Duration prepareAge = Duration.ofNanos(sincePrepare.getAsLong()).minus(lag);
        sessions.replaceAll(
                (thread, before) -> {
                    if (!open.contains(thread)) {
                        return before;
                    }
                    Verdict verdict =
                            Verdict.of(before, present.get(thread), fate, sinceCommit, prepareAge);
                    if (verdict.settled()) {
                        open.remove(thread);
                    }
                    return verdict.session();
                });
    }
}
