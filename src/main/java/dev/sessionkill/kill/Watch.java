package dev.sessionkill.kill;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.dbbrain.Urgency;
import dev.sessionkill.sessions.LiveSessions;
import dev.sessionkill.sessions.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Looks, after a Commit, until every session is settled or the time is up. One look serves all
 * kills of the batch; each ends when its own sessions are settled.
 */
final class Watch {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** Each may have to be asked for by its id, twenty a second. */
    private static final Duration LOOK_AT_EACH = Duration.ofMillis(100);

    private final LiveSessions live;
    private final Batch batch;
    private final Respawn respawn;
    private final LongSupplier sincePrepare;
    private final Map<ThreadId, ProcessRow> rows;
    private final Map<Member, Verification> open = new LinkedHashMap<>();

    /**
     * Prepares to look for the sessions of those kills.
     *
     * @param sincePrepare how long ago the Prepare was sent, in nanoseconds, or a little less
     */
    Watch(LiveSessions live, Batch batch, Respawn respawn, LongSupplier sincePrepare) {
        this.live = live;
        this.batch = batch;
        this.respawn = respawn;
        this.sincePrepare = sincePrepare;
        this.rows = batch.rows();
        batch.members().forEach(it -> open.put(it, new Verification(it.roster().candidates())));
    }

    /**
     * Looks until all are settled.
     *
     * @param ended is told about those kills whose sessions all have their outcome
     */
    void run(Fate fate, Consumer<List<Member>> ended) throws InterruptedException {
        long start = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        Deadline end = Deadline.in(longEnough(fate));
        respawn.afterCommit();
        for (int looks = 1; ; looks++) {
            boolean isLast = end.passed();
            switch (look(fate)) {
                case Sighting.Seen seen -> judge(seen, fate, start);
                case Sighting.Unreadable _ -> open.values().forEach(Verification::unseen);
            }
            settle(looks, isLast, ended);
            if (open.isEmpty()) {
                return;
            }
            // The last look begins at the end: what was seen before may have been too early.
            Thread.sleep(pause.compareTo(end.left()) < 0 ? pause : end.left());
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        }
    }

    private Sighting look(Fate fate) throws InterruptedException {
        Set<ThreadId> wanted = wanted();
        Duration patience = LOOK.plus(LOOK_AT_EACH.multipliedBy(wanted.size()));
        return live.look(batch.target(), wanted, fate.told(), Urgency.PROOF, Deadline.in(patience));
    }

    private Duration longEnough(Fate fate) {
        Duration verifyFor = batch.first().rules().verifyFor();
        Duration untilSealed =
                Verdict.FATE_IS_SEALED.minusNanos(sincePrepare.getAsLong()).plus(LONGEST_PAUSE);
        return fate instanceof Fate.Unknown && verifyFor.compareTo(untilSealed) < 0
                ? untilSealed
                : verifyFor;
    }

    private Set<ThreadId> wanted() {
        Set<ThreadId> wanted = new TreeSet<>();
        open.values().forEach(it -> wanted.addAll(it.open()));
        return wanted;
    }

    /** What a list shows is as old as the list: times count until it left us. */
    private void judge(Sighting.Seen seen, Fate fate, long start) {
        Duration lag = Duration.between(seen.asOf(), Instant.now());
        if (lag.isNegative()) {
            // The clock was set back meanwhile; it must not make the Commit older than it is.
            lag = Duration.ofNanos(System.nanoTime() - start);
        }
        Duration sinceCommit = Duration.ofNanos(System.nanoTime() - start).minus(lag);
        Duration prepareAge = Duration.ofNanos(sincePrepare.getAsLong()).minus(lag);
        open.values().forEach(it -> it.judge(seen.present(), fate, sinceCommit, prepareAge));
    }

    private void settle(int looks, boolean isLast, Consumer<List<Member>> ended)
            throws InterruptedException {
        List<Member> over = open.keySet().stream().filter(it -> isLast || isSettled(it)).toList();
        if (over.isEmpty()) {
            return;
        }
        if (looks > 1) {
            respawn.afterCommit();
        }
        for (Member member : over) {
            Verification verification = Objects.requireNonNull(open.remove(member));
            respawn.marked(verification.sessions(), rows).forEach(member.roster()::settle);
        }
        ended.accept(over);
    }

    private boolean isSettled(Member member) {
        Verification verification = open.get(member);
        return verification != null && verification.open().isEmpty();
    }
}
