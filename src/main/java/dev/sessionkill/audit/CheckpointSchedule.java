package dev.sessionkill.audit;

import dev.sessionkill.audit.Checkpoints.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Makes a checkpoint at intervals and when the gateway stops, and hands it out. It starts before
 * and stops after everything with a life cycle. Kills that are under way then end a little later;
 * the first checkpoint of the next start covers what they write.
 */
class CheckpointSchedule implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CheckpointSchedule.class);

    /** Has a line for each checkpoint, so that a log stream can keep them. */
    private static final Logger checkpointLog =
            LoggerFactory.getLogger("dev.sessionkill.audit.checkpoint");

    private static final Duration GRACE = Duration.ofSeconds(8);

    private final Checkpoints checkpoints;
    private final CheckpointDestination destination;
    private final Duration every;
    private final Periodic turns;
    private @Nullable SignedNote undelivered;
    private volatile @Nullable Finding refusal;

    CheckpointSchedule(Checkpoints checkpoints, CheckpointDestination destination, Duration every) {
        this.checkpoints = checkpoints;
        this.destination = destination;
        this.every = every;
        this.turns = new Periodic("checkpoints", every, this::turn);
    }

    /** Why checkpoints are refused at present. */
    Optional<Finding> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public void start() {
        turns.start();
    }

    @Override
    public void stop() {
        if (!turns.stop(this::turn, GRACE)) {
            log.warn(
                    "The last checkpoint was not made in time; the next start makes one that"
                            + " covers the same events.");
        }
    }

    @Override
    public boolean isRunning() {
        return turns.isRunning();
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    /** One attempt. Nothing may escape: the schedule would end without a word. */
    void turn() {
        try {
            switch (checkpoints.make()) {
                case Outcome.Made(SignedNote note) -> {
                    refusal = null;
                    handOut(note);
                }
                case Outcome.NothingNew _ -> {
                    SignedNote late = undelivered;
                    if (late != null) {
                        deliver(late);
                    }
                }
                case Outcome.Refused(Finding finding) -> refused(finding);
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "The database does not answer ({}). A checkpoint is tried again in {} s.",
                    NestedExceptionUtils.getMostSpecificCause(e).toString(),
                    every.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("A checkpoint could not be made. It is tried again.", e);
        }
    }

    private void handOut(SignedNote note) throws InterruptedException {
        checkpointLog.info(
                "Checkpoint of event {}: {}",
                note.checkpoint().end().seq(),
                note.whole().replace("\n", "\\n"));
        deliver(note);
    }

    private void deliver(SignedNote note) throws InterruptedException {
        try {
            destination.deliver(note);
            undelivered = null;
        } catch (IOException e) {
            undelivered = note;
            log.warn(
                    "The checkpoint of event {} did not reach gateway.audit.checkpoint-to ({}). It"
                            + " stands in the log and in the database; this one or the next is sent"
                            + " in {} s.",
                    note.checkpoint().end().seq(),
                    e.toString(),
                    every.toSeconds());
        }
    }

    private void refused(Finding finding) {
        refusal = finding;
        log.error(
                "No checkpoint is signed: the record is not the one that was signed last ({} at"
                        + " event {}). {} Kills go on. To go on with this history on purpose, keep"
                        + " the checkpoints so far and name an empty directory in"
                        + " gateway.audit.checkpoint-to.",
                finding.fault(),
                finding.seq(),
                finding.fault().remedy());
    }
}
