package dev.sessionkill.kill;

import dev.sessionkill.access.Grants;
import dev.sessionkill.core.Caller;
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

    private final Admission admission;
    private final Previews previews;
    private final KillRunner runner;
    private final KillReader reader;
    private final Grants grants;

    DurableKills(
            Admission admission,
            Previews previews,
            KillRunner runner,
            KillReader reader,
            Grants grants) {
        this.admission = admission;
        this.previews = previews;
        this.runner = runner;
        this.reader = reader;
        this.grants = grants;
    }

    @Override
    public Submission submit(KillOrder order, Caller caller) {
        try {
            return switch (admission.ask(order, caller)) {
                case Admission.Answer.TurnedAway(var why) -> why;
                case Admission.Answer.Admitted(var target, var allowed) ->
                        runner.run(order, target, caller, allowed);
            };
        } catch (DataAccessException | TransactionException e) {
            log.error("A kill is turned away because it cannot be recorded: {}", cause(e));
            return new Submission.Unrecorded();
        }
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
        try {
            runner.end(kill.id()).get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // Not yet: the caller is told how it stands.
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a kill is told by its record", e);
        }
        return read(kill.id()).orElse(kill);
    }

    private Optional<Kill> read(KillId id) {
        try {
            return reader.find(id);
        } catch (DataAccessException | TransactionException e) {
            log.error("The record of kill {} cannot be read at the moment: {}", id, cause(e));
            return Optional.empty();
        }
    }

    @Override
    public Lookup find(KillId id, Caller caller) {
        try {
            return reader.find(id)
                    .filter(it -> isVisible(it, caller))
                    .<Lookup>map(Lookup.Found::new)
                    .orElseGet(Lookup.NoSuchKill::new);
        } catch (DataAccessException | TransactionException e) {
            log.error("The record of kill {} cannot be read at the moment: {}", id, cause(e));
            return new Lookup.Unreadable();
        }
    }

    private boolean isVisible(Kill kill, Caller caller) {
        return kill.requestedBy().equals(caller.name())
                || grants.auditor(caller, kill.target().account());
    }

    private static String cause(Exception e) {
        return NestedExceptionUtils.getMostSpecificCause(e).toString();
    }
}
