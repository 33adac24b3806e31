package dev.sessionkill.kill;

import dev.sessionkill.core.Stage;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.Dbbrain;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.dbbrain.Reply;
import dev.sessionkill.dbbrain.Ticket;
import dev.sessionkill.dbbrain.Urgency;
import dev.sessionkill.sessions.LiveSessions;
import dev.sessionkill.sessions.Sighting;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * The two stages of one kill: Prepare and look, take out what must not be killed, Commit once, look
 * until the end is seen.
 */
final class TwoStages {

    /** Whoever was looked at longer ago is looked at again before a Commit may name him. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Upstream upstream;
    private final Kill kill;
    private final KillRecorder recorder;
    private final KillRun.Rules rules;
    private final Roster roster;
    private final Respawn respawn;

    /** What is asked while a kill runs. */
    record Upstream(Dbbrain dbbrain, LiveSessions live) {}

    TwoStages(Upstream upstream, Kill kill, KillRecorder recorder, KillRun.Rules rules) {
        this.upstream = upstream;
        this.kill = kill;
        this.recorder = recorder;
        this.rules = rules;
        this.roster = new Roster(kill.sessions());
        this.respawn = new Respawn(upstream.live(), kill.target());
    }

    Roster roster() {
        return roster;
    }

    /** One Prepare and, if all that it named may be killed, its Commit. Empty: once more. */
    Optional<Ending> round() throws InterruptedException {
        Set<ThreadId> threads = roster.open();
        if (threads.isEmpty()) {
            return Optional.of(Ending.finished(roster));
        }
        Guard guard = new Guard(upstream.live(), kill.target(), threads, rules.deadline());
        Reply<Ticket> reply =
                upstream.dbbrain()
                        .prepare(
                                kill.target(),
                                threads,
                                rules.deadline(),
                                recorder.journal(
                                        threads,
                                        () -> {
                                            guard.start();
                                            respawn.beforeCommit();
                                        },
                                        List::of));
        try {
            if (rules.deadline().passed()) {
                return Optional.empty();
            }
            return switch (guard.sighting()) {
                case Sighting.Seen seen -> {
                    roster.takeOut(seen, rules.inspection());
                    if (roster.open().isEmpty()) {
                        yield Optional.of(Ending.finished(roster));
                    }
                    yield roster.open().equals(threads)
                            ? prepared(reply, guard.startedAt())
                            : Optional.empty();
                }
                case Sighting.Unreadable(Failure failure) ->
                        reply instanceof Reply.Done
                                ? failed(Stage.LIST, failure, true)
                                : prepared(reply, guard.startedAt());
            };
        } finally {
            if (reply instanceof Reply.Done<Ticket>(Ticket ticket, _)) {
                ticket.close();
            }
        }
    }

    private Optional<Ending> prepared(Reply<Ticket> reply, long lookedAt)
            throws InterruptedException {
        return switch (reply) {
            case Reply.Done<Ticket>(Ticket ticket, _) -> commit(ticket, lookedAt);
            case Reply.Busy<Ticket>(Failure failure) -> failed(Stage.PREPARE, failure, true);
            case Reply.Refused<Ticket>(Failure failure) -> failed(Stage.PREPARE, failure, false);
            case Reply.Unknown<Ticket>(Failure failure) -> failed(Stage.PREPARE, failure, true);
        };
    }

    private Optional<Ending> commit(Ticket ticket, long lookedAt) throws InterruptedException {
        long freshUntil = lookedAt + FRESH.toNanos();
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ticket.isYoung() && !rules.deadline().passed(); attempt++) {
            if (freshUntil - System.nanoTime() < 0) {
                freshUntil = System.nanoTime() + FRESH.toNanos();
                if (!areStillTheSame(ticket)) {
                    return Optional.empty();
                }
            }
            Reply<Set<ThreadId>> reply =
                    upstream.dbbrain()
                            .commit(
                                    ticket,
                                    attempt,
                                    recorder.journal(ticket.threads(), () -> {}, roster::all));
            switch (reply) {
                case Reply.Done<Set<ThreadId>>(Set<ThreadId> listed, _) -> {
                    return Optional.of(
                            verified(() -> ticket.age().toNanos(), new Fate.Executed(listed)));
                }
                case Reply.Unknown<Set<ThreadId>> _ -> {
                    return Optional.of(verified(() -> ticket.age().toNanos(), new Fate.Unknown()));
                }
                case Reply.Refused<Set<ThreadId>>(Failure failure) -> {
                    return failed(Stage.COMMIT, failure, false);
                }
                case Reply.Busy<Set<ThreadId>> _ -> pause = paused(pause);
            }
        }
        return Optional.empty();
    }

    /** A vendor that is busy is asked ever more seldom. */
    private static Duration paused(Duration pause) throws InterruptedException {
        Thread.sleep(pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis())));
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }

    /** Looks once more; whoever is not the same any more is taken out. */
    private boolean areStillTheSame(Ticket ticket) throws InterruptedException {
        return switch (upstream.live()
                .look(kill.target(), ticket.threads(), Urgency.COMMIT, rules.deadline())) {
            case Sighting.Seen seen -> {
                roster.takeOut(seen, rules.inspection());
                yield roster.open().equals(ticket.threads());
            }
            case Sighting.Unreadable _ -> false;
        };
    }

    Ending verified(LongSupplier sincePrepare, Fate fate) throws InterruptedException {
        Map<ThreadId, ProcessRow> rows = roster.rows();
        Verification verification =
                new Verification(
                        upstream.live(),
                        kill.target(),
                        sincePrepare,
                        roster.candidates(),
                        rules.verifyFor());
        respawn.afterCommit();
        Collection<KillSession> ended = verification.run(fate);
        if (verification.looks() > 1) {
            respawn.afterCommit();
        }
        respawn.marked(ended, rows).forEach(roster::settle);
        return Ending.finished(roster);
    }

    private Optional<Ending> failed(Stage stage, Failure failure, boolean retryable) {
        return Optional.of(Ending.failed(roster, KillFailure.of(stage, failure, retryable)));
    }
}
