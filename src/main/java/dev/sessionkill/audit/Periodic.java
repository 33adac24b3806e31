package dev.sessionkill.audit;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done at intervals on a thread of its own, and a last time when that stops. */
final class Periodic {

    private static final Logger log = LoggerFactory.getLogger(Periodic.class);

    private final String name;
    private final Duration every;
    private final Runnable work;
    private volatile @Nullable ScheduledExecutorService thread;

    /**
     * Work that has not started.
     *
     * @param name of the thread
     * @param every from the end of one time to the beginning of the next
     * @param work to be done each time; after a fault too, or the schedule would end without a word
     */
    Periodic(String name, Duration every, Runnable work) {
        this.name = name;
        this.every = every;
        this.work = () -> tried(work);
    }

    private void tried(Runnable once) {
        try {
            once.run();
        } catch (RuntimeException | Error e) {
            log.error(
                    "A fault in the gateway: the work of thread {} is done again in {}.",
                    name,
                    every,
                    e);
        }
    }

    void start() {
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name(name).factory());
        Future<?> _ =
                started.scheduleWithFixedDelay(
                        work, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        thread = started;
    }

    boolean isRunning() {
        return thread != null;
    }

    /**
     * Does the last work after what is under way, and waits for it.
     *
     * @param grace at most so long
     * @return whether it ended in time, or there was nothing to stop
     */
    boolean stop(Runnable last, Duration grace) {
        ScheduledExecutorService stopping = thread;
        thread = null;
        if (stopping == null) {
            return true;
        }
        stopping.execute(last);
        stopping.shutdown();
        try {
            boolean ended = stopping.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                stopping.shutdownNow();
            }
            return ended;
        } catch (InterruptedException e) {
            stopping.shutdownNow();
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
