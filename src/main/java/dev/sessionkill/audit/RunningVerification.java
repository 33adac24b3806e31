package dev.sessionkill.audit;

import dev.sessionkill.audit.ChainReader.Now;
import dev.sessionkill.audit.RecordState.Standing;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Verifies the record while the gateway runs: at first all of it, then what was added, and all of
 * it again when an hour has passed, since what was verified may be changed afterwards.
 */
@Component
class RunningVerification {

    private static final Logger log = LoggerFactory.getLogger(RunningVerification.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration WHOLE_AGAIN = Duration.ofHours(1);
    private static final int BATCH = 1_000;
    private static final int ANCHORS = 1_000;

    private final ChainReader chain;
    private final CheckpointDestination destination;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("verification").factory());
    private @Nullable Future<?> run;
    private @Nullable Instant wholeSince;
    private volatile Progress progress = new Progress(ChainEnd.GENESIS, null, null);

    RunningVerification(ChainReader chain, CheckpointDestination destination) {
        this.chain = chain;
        this.destination = destination;
    }

    /**
     * How far it is.
     *
     * @param verified what is sound
     * @param at when the end was reached last; null before the first time
     * @param fault what is wrong; it stays until the gateway starts anew
     */
    record Progress(ChainEnd verified, @Nullable Instant at, @Nullable Finding fault) {

        Standing standing() {
            if (fault != null) {
                return Standing.TAMPERED;
            }
            return at == null ? Standing.VERIFYING : Standing.SOUND;
        }
    }

    /** How far it was when it went on last. */
    Progress progress() {
        return progress;
    }

    /** Goes on, and says how far it is; waits for that a little, not for all of a long record. */
    Progress goOn() {
        try {
            begin().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return progress; // It goes on by itself.
        } catch (ExecutionException e) {
            throw new IllegalStateException("a verification tells of its failures itself", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return progress;
    }

    private synchronized Future<?> begin() {
        Future<?> current = run;
        if (current == null || current.isDone()) {
            current = thread.submit(this::tried);
            run = current;
        }
        return current;
    }

    /** Whoever asked may have gone by then. */
    private void tried() {
        try {
            verify();
        } catch (RuntimeException | Error e) {
            log.warn("The record could not be verified further. It is tried again.", e);
        }
    }

    private void verify() {
        Progress before = progress;
        if (before.fault() != null) {
            return;
        }
        Now now = chain.now(ANCHORS);
        Instant time = Instant.ofEpochMilli(now.head().now());
        boolean whole = wholeSince == null || !time.isBefore(wholeSince.plus(WHOLE_AGAIN));
        ChainEnd start = whole ? ChainEnd.GENESIS : before.verified();
        ChainEnd head = now.head().end();
        ChainVerifier verifier = new ChainVerifier(start, anchors(now));
        EventSource events = chain.events(start.seq(), head.seq());
        Optional<Finding> found = now.head().astray();
        long reached = -1;
        while (found.isEmpty() && reached < verifier.end().seq()) {
            reached = verifier.end().seq();
            found = verifier.advance(events, BATCH);
            if (verifier.end().seq() > progress.verified().seq()) {
                progress = new Progress(verifier.end(), before.at(), null);
            }
        }
        if (found.isEmpty()) {
            found = verifier.finish();
        }
        if (found.isPresent()) {
            log.error(
                    "The record was tampered with: {} at event {}. {}",
                    found.get().fault(),
                    found.get().seq(),
                    found.get().fault().remedy());
            progress = new Progress(verifier.end(), before.at(), found.get());
            return;
        }
        if (whole) {
            wholeSince = time;
        }
        progress = new Progress(verifier.end(), time, null);
    }

    private List<ChainEnd> anchors(Now now) {
        List<ChainEnd> anchors = new ArrayList<>();
        anchors.add(now.head().end());
        now.notes().forEach(it -> anchors.add(it.checkpoint().end()));
        try {
            destination.newest().ifPresent(it -> anchors.add(it.checkpoint().end()));
        } catch (IOException e) {
            log.warn(
                    "The newest checkpoint in gateway.audit.checkpoint-to cannot be read ({}). The"
                            + " record is held against those in the database.",
                    e.toString());
        }
        return anchors;
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
