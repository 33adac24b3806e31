package dev.sessionkill.kill;

import dev.sessionkill.core.Caller;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.KillId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/** Kills that are on disk before anything is sent. */
@Service
class DurableKills implements Kills {

    private static final Logger log = LoggerFactory.getLogger(DurableKills.class);

    /** How often to ask for a kill that another process carries out. */
    private static final Duration ELSEWHERE = Duration.ofMillis(250);

    private final Admission admission;
    private final Intake intake;
    private final Previews previews;
    private final KillRunner runner;
    private final KillDesk desk;

    DurableKills(
            Admission admission,
            Intake intake,
            Previews previews,
            KillRunner runner,
            KillDesk desk) {
        this.admission = admission;
        this.intake = intake;
        this.previews = previews;
        this.runner = runner;
        this.desk = desk;
    }

    @Override
    public Submission submit(KillOrder order, Caller caller, Optional<RepeatKey> key) {
        try {
            key.ifPresent(_ -> intake.settle(caller));
            Optional<Submission> before =
                    key.flatMap(it -> desk.keyed(caller, it)).map(it -> Intake.repeated(order, it));
            return before.isPresent() ? before.get() : taken(order, caller, key);
        } catch (DataAccessException | TransactionException e) {
            log.error("A kill is turned away because it cannot be recorded: {}", cause(e));
            return new Submission.Unrecorded();
        }
    }

    private Submission taken(KillOrder order, Caller caller, Optional<RepeatKey> key) {
        return switch (admission.ask(order, caller)) {
            case Admission.Answer.TurnedAway(var why) -> why;
            case Admission.Answer.Admitted(var target, var allowed) ->
                    intake.take(order, target, caller, allowed, key);
        };
    }

    @Override
    public Preview preview(KillOrder order, Caller caller) throws InterruptedException {
        try {
            return previews.of(order, caller);
        } catch (DataAccessException | TransactionException e) {
            log.error("A preview is turned away because it cannot be recorded: {}", cause(e));
            return new Preview.TurnedAway(new Submission.Unrecorded());
        }
    }

    @Override
    public Kill await(Kill kill, Duration atMost) throws InterruptedException {
        Deadline end = Deadline.in(atMost);
        Kill latest = kill;
        while (true) {
            awaitHere(kill.id(), end);
            latest = desk.latest(kill.id()).orElse(latest);
            if (latest.progress().state().isFinal() || end.passed() || runner.isStopping()) {
                return latest;
            }
            Thread.sleep(Math.max(1, Math.min(ELSEWHERE.toMillis(), end.left().toMillis())));
        }
    }

    private void awaitHere(KillId id, Deadline end) throws InterruptedException {
        try {
            runner.running().end(id).get(Math.max(0, end.left().toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // Not yet: the caller is told how it stands.
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a kill is told by its record", e);
        }
    }

    @Override
    public Lookup find(KillId id, Caller caller) {
        return desk.find(id, caller);
    }

    @Override
    public Cancellation cancel(KillId id, Caller caller) {
        Cancellation cancellation = desk.cancel(id, caller);
        if (cancellation instanceof Cancellation.Cancelled(Kill kill)) {
            runner.cancelled(kill);
        }
        return cancellation;
    }

    @Override
    public Found search(KillSearch search, Caller caller) {
        return desk.search(search, caller);
    }

    private static String cause(Exception e) {
        return NestedExceptionUtils.getMostSpecificCause(e).toString();
    }
}
