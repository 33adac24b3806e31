package dev.sessionkill.kill;

import dev.sessionkill.core.Stage;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.Dbbrain;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.dbbrain.Reply;
import dev.sessionkill.dbbrain.Ticket;
import dev.sessionkill.sessions.LiveSessions;
import dev.sessionkill.sessions.Sighting;
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
                    yield roster.open().equals(threads) ? prepared(reply) : Optional.empty();
                }
                case Sighting.Unreadable(Failure failure) ->
                        reply instanceof Reply.Done
                                ? failed(Stage.LIST, failure, true)
                                : prepared(reply);
            };
        } finally {
            if (reply instanceof Reply.Done<Ticket>(Ticket ticket, _)) {
                ticket.close();
            }
        }
    }

    private Optional<Ending> prepared(Reply<Ticket> reply) throws InterruptedException {
        return switch (reply) {
            case Reply.Done<Ticket>(Ticket ticket, _) -> commit(ticket);
            case Reply.Busy<Ticket>(Failure failure) -> failed(Stage.PREPARE, failure, true);
            case Reply.Refused<Ticket>(Failure failure) -> failed(Stage.PREPARE, failure, false);
            case Reply.Unknown<Ticket>(Failure failure) -> failed(Stage.PREPARE, failure, true);
        };
    }

    private Optional<Ending> commit(Ticket ticket) throws InterruptedException {
        for (int attempt = 1; ticket.isYoung() && !rules.deadline().passed(); attempt++) {
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
                case Reply.Busy<Set<ThreadId>> _ ->
                        Thread.sleep(ThreadLocalRandom.current().nextLong(50, 150));
            }
        }
        return Optional.empty();
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
