package dev.sessionkill.kill;

import dev.sessionkill.core.Stage;
import dev.sessionkill.dbbrain.Turn;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Carries the kills of one batch to their ends, and sees to it that those are recorded. */
final class PairRun {

    private static final Logger log = LoggerFactory.getLogger(PairRun.class);
    private static final Duration UNTIL_THE_DATABASE_IS_BACK = Duration.ofMillis(500);

    private static final TwoStages.Station NOWHERE =
            new TwoStages.Station() {
                @Override
                public void committed() {}

                @Override
                public void again(Member member) {
                    throw new IllegalStateException("nothing is sent for " + member);
                }
            };

    private final TwoStages.Upstream upstream;
    private final Batch batch;
    private final KillRecorder recorder;
    private final Departures departures;
    private final TwoStages stages;
    private int rounds;

    /** For kills that are only looked at. */
    PairRun(TwoStages.Upstream upstream, KillStore store, Batch batch) {
        this(upstream, store, batch, NOWHERE);
    }

    PairRun(TwoStages.Upstream upstream, KillStore store, Batch batch, TwoStages.Station station) {
        this.upstream = upstream;
        this.batch = batch;
        this.recorder = new KillRecorder(store, batch);
        this.departures = new Departures(batch, recorder, station);
        this.stages = new TwoStages(upstream, batch, recorder, station, departures);
    }

    /** Runs until every kill has its end on record, or is left to whoever takes it over. */
    void run(Turn first) {
        guarded(() -> rounds(first));
    }

    /**
     * Finds out what became of kills whose Commit may have been sent by a process that had to leave
     * them. Nothing is sent.
     *
     * @param sinceMove how long ago the Commit was recorded, or its answer: never longer than since
     *     its Prepare
     */
    void resolve(Duration sinceMove) {
        long moved = System.nanoTime() - sinceMove.toNanos();
        guarded(() -> stages.verified(() -> System.nanoTime() - moved, new Fate.Unknown()));
    }

    /** How many Prepares it took, retries not counted. */
    int rounds() {
        return rounds;
    }

    /** The way to the ends. */
    private interface Way {
        void go() throws InterruptedException;
    }

    private void guarded(Way way) {
        try {
            way.go();
        } catch (InterruptedException e) {
            release();
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("Kills are given up because of a fault in the gateway: {}", batch, e);
            recorder.finish(abandoned());
        }
    }

    private void rounds(Turn first) throws InterruptedException {
        Optional<Turn> turn = Optional.of(first);
        while (isAnybodyLeft()) {
            if (turn.isPresent()) {
                round(turn.get());
            }
            turn =
                    isAnybodyLeft()
                            ? upstream.dbbrain().turn(batch.target().account(), batch.deadline())
                            : Optional.empty();
        }
    }

    private boolean isAnybodyLeft() {
        departures.expired();
        return !batch.isEmpty();
    }

    private void round(Turn turn) throws InterruptedException {
        try (turn) {
            rounds++;
            stages.round(turn);
        } catch (TakenOverException e) {
            log.info("Cancelled, or taken over by somebody else: {}", e.kills());
        } catch (DataAccessException | TransactionException e) {
            if (batch.members().stream().anyMatch(it -> it.track().mayHaveCommitted())) {
                throw e;
            }
            log.warn(
                    "{}: the database does not take what is about to be sent ({}), so nothing is"
                            + " sent. It is tried again until the deadline.",
                    batch,
                    NestedExceptionUtils.getMostSpecificCause(e).toString());
            Thread.sleep(UNTIL_THE_DATABASE_IS_BACK);
        }
    }

    /** Lets others go on at once. */
    private void release() {
        List<Member> left = batch.leave(_ -> true);
        log.info("Left in the middle, to be gone on with by others or at the next start: {}", left);
        recorder.release(left);
    }

    /** The run cannot go on. What a Commit did, if there was one, is not known. */
    private Map<Member, Ending> abandoned() {
        Map<Member, Ending> endings = new HashMap<>();
        for (Member member : batch.members()) {
            Roster roster = member.roster();
            if (member.track().mayHaveCommitted()) {
                endings.put(member, Ending.unknown(roster));
            } else {
                endings.put(
                        member,
                        Ending.failed(roster, new KillFailure(Stage.PREPARE, null, null, true)));
            }
        }
        return endings;
    }
}
