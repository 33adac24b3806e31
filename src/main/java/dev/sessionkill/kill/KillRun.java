package dev.sessionkill.kill;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.Stage;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Carries one kill to its end, and sees to it that the end is recorded. */
final class KillRun {

    private static final Logger log = LoggerFactory.getLogger(KillRun.class);
    private static final Duration UNTIL_THE_DATABASE_IS_BACK = Duration.ofMillis(500);

    private final Kill kill;
    private final KillRecorder recorder;
    private final Rules rules;
    private final TwoStages stages;

    /**
     * What a run keeps to.
     *
     * @param inspection what a Commit may name
     * @param deadline by when a Commit must have left
     * @param verifyFor how long to look afterwards
     */
    record Rules(Inspection inspection, Deadline deadline, Duration verifyFor) {}

    KillRun(TwoStages.Upstream upstream, Kill kill, KillRecorder recorder, Rules rules) {
        this.kill = kill;
        this.recorder = recorder;
        this.rules = rules;
        this.stages = new TwoStages(upstream, kill, recorder, rules);
    }

    /**
     * Runs the kill to its end, which is recorded when this returns.
     *
     * @return empty when it was left to whoever takes it over
     */
    Optional<Ending> run() {
        return ended(this::ending);
    }

    /**
     * Finds out what became of a kill whose Commit may have been sent by a process that had to
     * leave it. Nothing is sent.
     *
     * @param sinceMove how long ago the Commit was recorded, or its answer: never longer than since
     *     its Prepare
     */
    Optional<Ending> resolve(Duration sinceMove) {
        long moved = System.nanoTime() - sinceMove.toNanos();
        return ended(() -> stages.verified(() -> System.nanoTime() - moved, new Fate.Unknown()));
    }

    /** The rest of a run. */
    private interface Rest {
        Ending end() throws InterruptedException;
    }

    private Optional<Ending> ended(Rest rest) {
        Ending ending;
        try {
            ending = rest.end();
        } catch (TakenOverException e) {
            log.info(
                    "Kill {} is left: it was cancelled, or somebody else took it over.", kill.id());
            return Optional.empty();
        } catch (InterruptedException e) {
            log.info("Kill {} is left in the middle; the next start goes on with it.", kill.id());
            recorder.release();
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (RuntimeException e) {
            log.error("Kill {} is given up because of a fault in the gateway.", kill.id(), e);
            ending = abandoned();
        }
        recorder.finish(ending);
        return Optional.of(ending);
    }

    private Ending ending() throws InterruptedException {
        while (!rules.deadline().passed()) {
            try {
                Optional<Ending> ending = stages.round();
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
        return Ending.expired(stages.roster());
    }

    /** The run cannot go on. What a Commit did, if there was one, is not known. */
    private Ending abandoned() {
        Roster roster = stages.roster();
        if (recorder.mayHaveCommitted()) {
            roster.settleOpen(SessionOutcome.UNKNOWN);
            return Ending.finished(roster);
        }
        return Ending.failed(roster, new KillFailure(Stage.PREPARE, null, null, true));
    }
}
