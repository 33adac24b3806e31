package dev.sessionkill.kill;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.Dbbrain;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.dbbrain.Reply;
import dev.sessionkill.dbbrain.Ticket;
import dev.sessionkill.sessions.LiveSessions;
import dev.sessionkill.sessions.Sighting;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Carries out one kill: Prepare and look, take out what must not be killed, Commit once, look until
 * the end is seen.
 */
final class KillRun {

    private static final Logger log = LoggerFactory.getLogger(KillRun.class);
    private static final Duration UNTIL_THE_DATABASE_IS_BACK = Duration.ofMillis(500);

    private final Dbbrain dbbrain;
    private final LiveSessions live;
    private final Kill kill;
    private final KillRecorder recorder;
    private final Rules rules;

    private final Roster roster;
    private final Respawn respawn;

    /**
     * What a run keeps to.
     *
     * @param inspection what a Commit may name
     * @param deadline by when a Commit must have left
     * @param verifyFor how long to look afterwards
     */
    record Rules(Inspection inspection, Deadline deadline, Duration verifyFor) {}

    KillRun(Dbbrain dbbrain, LiveSessions live, Kill kill, KillRecorder recorder, Rules rules) {
        this.dbbrain = dbbrain;
        this.live = live;
        this.kill = kill;
        this.recorder = recorder;
        this.rules = rules;
        this.roster = new Roster(kill.sessions());
        this.respawn = new Respawn(live, kill.target());
    }

    /** Runs the kill to its end, which is recorded when this returns. */
    Ending run() {
        Ending ending;
        boolean interrupted = false;
        try {
            ending = ending();
        } catch (InterruptedException e) {
            interrupted = true; // The end must still be written down.
            ending = abandoned();
        } catch (RuntimeException e) {
            log.error("Kill {} is given up because of a fault in the gateway.", kill.id(), e);
            ending = abandoned();
        }
        recorder.finish(ending);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ending;
    }

    private Ending ending() throws InterruptedException {
        while (!rules.deadline().passed()) {
            try {
                Optional<Ending> ending = round();
                if (ending.isPresent()) {
                    return ending.get();
                }
            } catch (DataAccessException | TransactionException e) {
                if (recorder.mayHaveCommitted()) {
                    throw e;
                }
                log.warn(
                        "Kill {}: the database does not take what is about to be sent ({}), so"
                                + " nothing is sent. It is tried again until the deadline.",
                        kill.id(),
                        NestedExceptionUtils.getMostSpecificCause(e).toString());
                Thread.sleep(UNTIL_THE_DATABASE_IS_BACK);
            }
        }
        return Ending.expired(roster);
    }

    /** One Prepare and, if all that it named may be killed, its Commit. Empty: once more. */
    private Optional<Ending> round() throws InterruptedException {
        Set<ThreadId> threads = roster.open();
        Guard guard = new Guard(live, kill.target(), threads, rules.deadline());
        Reply<Ticket> reply =
                dbbrain.prepare(
                        kill.target(),
                        threads,
                        rules.deadline(),
                        recorder.journal(
                                threads,
                                () -> {
                                    guard.start();
                                    respawn.beforeCommit();
                                }));
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
                    dbbrain.commit(ticket, attempt, recorder.journal(ticket.threads(), () -> {}));
            switch (reply) {
                case Reply.Done<Set<ThreadId>>(Set<ThreadId> listed, _) -> {
                    return verified(ticket, new Fate.Executed(listed));
                }
                case Reply.Unknown<Set<ThreadId>> _ -> {
                    return verified(ticket, new Fate.Unknown());
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

    private Optional<Ending> verified(Ticket ticket, Fate fate) throws InterruptedException {
        Map<ThreadId, ProcessRow> rows = roster.rows();
        Verification verification =
                new Verification(
                        live, kill.target(), ticket, roster.candidates(), rules.verifyFor());
        respawn.afterCommit();
        Collection<KillSession> ended = verification.run(fate);
        if (verification.looks() > 1) {
            respawn.afterCommit();
        }
        respawn.marked(ended, rows).forEach(roster::settle);
        return Optional.of(Ending.finished(roster));
    }

    private Optional<Ending> failed(Stage stage, Failure failure, boolean retryable) {
        return Optional.of(Ending.failed(roster, KillFailure.of(stage, failure, retryable)));
    }

    /** The run cannot go on. What a Commit did, if there was one, is not known. */
    private Ending abandoned() {
        if (recorder.mayHaveCommitted()) {
            roster.settleOpen(SessionOutcome.UNKNOWN);
            return Ending.finished(roster);
        }
        return Ending.failed(roster, new KillFailure(Stage.PREPARE, null, null, true));
    }
}
