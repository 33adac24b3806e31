package dev.sessionkill.kill;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.dbbrain.Ticket;
import dev.sessionkill.sessions.LiveSessions;
import dev.sessionkill.sessions.Sighting;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks, after a Commit, until every session is gone or the time is up. What the vendor answered to
 * the Commit is not taken for proof; it only tells how long a session that is still there is worth
 * waiting for.
 */
final class Verification {

    /**
     * When a Commit of unknown fate can have no effect any more: its SqlExecId is ten seconds old
     * at most when it takes effect, and five are kept for the way (dbbrain.md, "KillMySqlThreads"
     * 1).
     */
    static final Duration FATE_IS_SEALED = Duration.ofSeconds(15);

    /** How long a session may still be seen that the Commit does not list as killed. */
    private static final Duration UNLISTED = Duration.ofSeconds(2);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final LiveSessions live;
    private final Target target;
    private final Ticket ticket;
    private final Deadline end;
    private final long start = System.nanoTime();
    private final Map<ThreadId, KillSession> sessions = new HashMap<>();
    private final Set<ThreadId> open;

    /** What is known of the Commit. */
    sealed interface Fate {
        /**
         * It was executed.
         *
         * @param listed the sessions whose kill the vendor calls completed
         */
        record Executed(Set<ThreadId> listed) implements Fate {}

        /** Nothing. */
        record Unknown() implements Fate {}
    }

    /**
     * @param before the sessions to look for, as they were when the Commit was decided
     */
    Verification(
            LiveSessions live,
            Target target,
            Ticket ticket,
            Map<ThreadId, ProcessRow> before,
            Duration verifyFor) {
        this.live = live;
        this.target = target;
        this.ticket = ticket;
        this.open = new TreeSet<>(before.keySet());
        Duration untilSealed = FATE_IS_SEALED.minus(ticket.age()).plus(LONGEST_PAUSE);
        this.end = Deadline.in(verifyFor.compareTo(untilSealed) > 0 ? verifyFor : untilSealed);
        before.forEach(
                (thread, row) ->
                        sessions.put(thread, KillSession.seen(row, SessionOutcome.UNKNOWN)));
    }

    /** Every session with its outcome. */
    Map<ThreadId, KillSession> run(Fate fate) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            switch (live.look(target, open, false, end)) {
                case Sighting.Seen(Map<ThreadId, ProcessRow> present) -> judge(present, fate);
                case Sighting.Unreadable _ -> open.forEach(this::forgetThatItRan);
            }
            if (open.isEmpty() || end.passed()) {
                return sessions;
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        }
    }

    private void judge(Map<ThreadId, ProcessRow> present, Fate fate) {
        for (ThreadId thread : Set.copyOf(open)) {
            ProcessRow row = present.get(thread);
            KillSession before = last(thread);
            if (row == null || !isSame(before, row)) {
                settle(thread, with(before, SessionOutcome.KILLED));
            } else if (row.command().equals("Killed")) {
                sessions.put(thread, KillSession.seen(row, SessionOutcome.KILLING));
            } else {
                sessions.put(thread, KillSession.seen(row, SessionOutcome.NOT_KILLED));
                if (staysAlive(thread, fate)) {
                    open.remove(thread);
                }
            }
        }
    }

    private boolean staysAlive(ThreadId thread, Fate fate) {
        return switch (fate) {
            case Fate.Executed(Set<ThreadId> listed) ->
                    !listed.contains(thread) && System.nanoTime() - start > UNLISTED.toNanos();
            case Fate.Unknown _ -> ticket.age().compareTo(FATE_IS_SEALED) >= 0;
        };
    }

    /** That it still ran a moment ago says nothing about now; that it was rolling back does. */
    private void forgetThatItRan(ThreadId thread) {
        KillSession last = last(thread);
        if (last.outcome() == SessionOutcome.NOT_KILLED) {
            sessions.put(thread, with(last, SessionOutcome.UNKNOWN));
        }
    }

    private void settle(ThreadId thread, KillSession session) {
        sessions.put(thread, session);
        open.remove(thread);
    }

    private KillSession last(ThreadId thread) {
        KillSession last = sessions.get(thread);
        if (last == null) {
            throw new IllegalStateException("a session that was not asked for");
        }
        return last;
    }

    private static boolean isSame(KillSession before, ProcessRow now) {
        return now.user().equals(before.user()) && now.host().equals(before.host());
    }

    private static KillSession with(KillSession last, SessionOutcome outcome) {
        return new KillSession(
                last.thread(),
                outcome,
                last.user(),
                last.host(),
                last.db(),
                last.command(),
                last.seconds());
    }
}
