package dev.sessionkill.kill;

import dev.sessionkill.access.Decision;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    /** The sessions still to be killed, as they were last seen before their Commit. */
    private final Map<ThreadId, Optional<ProcessRow>> open = new TreeMap<>();

    private final Map<ThreadId, KillSession> settled = new HashMap<>();

    /**
     * What a run keeps to.
     *
     * @param allowed whose sessions may be killed
     * @param deadline by when a Commit must have left
     * @param verifyFor how long to look afterwards
     */
    record Rules(Decision.Allowed allowed, Deadline deadline, Duration verifyFor) {}

    KillRun(Dbbrain dbbrain, LiveSessions live, Kill kill, KillRecorder recorder, Rules rules) {
        this.dbbrain = dbbrain;
        this.live = live;
        this.kill = kill;
        this.recorder = recorder;
        this.rules = rules;
        kill.sessions().forEach(it -> open.put(it.thread(), Optional.empty()));
    }

    void run() {
        Ending ending;
        try {
            ending = ending();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ending = abandoned();
        } catch (RuntimeException e) {
            log.error("Kill {} is given up because of a fault in the gateway.", kill.id(), e);
            ending = abandoned();
        }
        recorder.finish(ending);
    }

    private Ending ending() throws InterruptedException {
        while (!rules.deadline().passed()) {
            try {
                Optional<Ending> ending = round();
                if (ending.isPresent()) {
                    return ending.get();
                }
            } catch (DataAccessException | TransactionException e) {
                log.warn(
                        "Kill {}: the database does not take what is about to be sent, so nothing"
                                + " is sent. It is tried again until the deadline.",
                        kill.id(),
                        e);
                Thread.sleep(UNTIL_THE_DATABASE_IS_BACK);
            }
        }
        settleOpen(SessionOutcome.NOT_KILLED);
        return new Ending(KillState.EXPIRED, KillResult.NOT_KILLED, outcomes(), null);
    }

    /** One Prepare and, if all that it named may be killed, its Commit. Empty: once more. */
    private Optional<Ending> round() throws InterruptedException {
        Set<ThreadId> threads = Set.copyOf(open.keySet());
        Guard guard = new Guard(live, kill.target(), threads, rules.deadline());
        Reply<Ticket> reply =
                dbbrain.prepare(
                        kill.target(),
                        threads,
                        rules.deadline(),
                        recorder.journal(threads, guard::start));
        try {
            if (rules.deadline().passed()) {
                return Optional.empty();
            }
            return switch (guard.sighting()) {
                case Sighting.Seen(Map<ThreadId, ProcessRow> present) -> {
                    takeOut(present);
                    if (open.isEmpty()) {
                        yield Optional.of(finished());
                    }
                    yield open.size() < threads.size() ? Optional.empty() : prepared(reply);
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

    /** Settles the sessions that are gone or not the caller's to kill. */
    private void takeOut(Map<ThreadId, ProcessRow> present) {
        for (ThreadId thread : Set.copyOf(open.keySet())) {
            ProcessRow row = present.get(thread);
            if (row == null) {
                settle(KillSession.unseen(thread, SessionOutcome.ALREADY_GONE));
            } else if (!rules.allowed().mayTouch(row.user(), row.db())) {
                settle(KillSession.unseen(thread, SessionOutcome.NOT_PERMITTED));
            } else {
                open.put(thread, Optional.of(row));
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
                    return verified(ticket, new Verification.Fate.Executed(listed));
                }
                case Reply.Unknown<Set<ThreadId>> _ -> {
                    return verified(ticket, new Verification.Fate.Unknown());
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

    private Optional<Ending> verified(Ticket ticket, Verification.Fate fate)
            throws InterruptedException {
        Map<ThreadId, ProcessRow> before = new HashMap<>();
        open.forEach((thread, row) -> row.ifPresent(it -> before.put(thread, it)));
        new Verification(live, kill.target(), ticket, before, rules.verifyFor())
                .run(fate)
                .values()
                .forEach(this::settle);
        return Optional.of(finished());
    }

    private Optional<Ending> failed(Stage stage, Failure failure, boolean retryable) {
        settleOpen(SessionOutcome.NOT_KILLED);
        return Optional.of(
                new Ending(
                        KillState.FINISHED,
                        KillResult.FAILED,
                        outcomes(),
                        KillFailure.of(stage, failure, retryable)));
    }

    /** The run cannot go on. What a Commit did, if there was one, is not known. */
    private Ending abandoned() {
        if (recorder.mayHaveCommitted()) {
            settleOpen(SessionOutcome.UNKNOWN);
            return finished();
        }
        settleOpen(SessionOutcome.NOT_KILLED);
        return new Ending(
                KillState.FINISHED,
                KillResult.FAILED,
                outcomes(),
                new KillFailure(Stage.PREPARE, null, null, true));
    }

    private Ending finished() {
        List<KillSession> outcomes = outcomes();
        KillResult result = KillResult.of(outcomes.stream().map(KillRun::outcome).toList());
        return new Ending(KillState.FINISHED, result, outcomes, null);
    }

    private void settleOpen(SessionOutcome outcome) {
        Map.copyOf(open)
                .forEach(
                        (thread, row) ->
                                settle(
                                        row.map(it -> KillSession.seen(it, outcome))
                                                .orElse(KillSession.unseen(thread, outcome))));
    }

    private void settle(KillSession session) {
        open.remove(session.thread());
        settled.put(session.thread(), session);
    }

    private List<KillSession> outcomes() {
        return List.copyOf(new TreeMap<>(settled).values());
    }

    private static SessionOutcome outcome(KillSession session) {
        return session.outcome() == null ? SessionOutcome.UNKNOWN : session.outcome();
    }
}
