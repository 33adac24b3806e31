package dev.sessionkill.kill;

import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Runs kills, each on a virtual thread of its own, and knows who waits for which. */
@Component
class KillRunner {

    private static final Logger log = LoggerFactory.getLogger(KillRunner.class);
    private static final Duration TO_FINISH = Duration.ofSeconds(18);
    private static final Duration TO_WRITE = Duration.ofSeconds(3);

    private final Rollbacks rollbacks;
    private final Leases leases;
    private final ApplicationContext context;
    private final RunningKills running = new RunningKills();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("kill-", 0).factory());

    KillRunner(Rollbacks rollbacks, Leases leases, ApplicationContext context) {
        this.rollbacks = rollbacks;
        this.leases = leases;
        this.context = context;
    }

    /** The kills that are being carried out here. */
    RunningKills running() {
        return running;
    }

    boolean isStopping() {
        return threads.isShutdown();
    }

    /**
     * Starts a kill that has its place among {@link #running}.
     *
     * @param run carries it out; empty when it was left to others
     * @throws java.util.concurrent.RejectedExecutionException when the gateway is stopping
     */
    void start(KillId id, Caller caller, Supplier<Optional<Ending>> run) {
        threads.execute(() -> run(id, caller, run));
    }

    private void run(KillId id, Caller caller, Supplier<Optional<Ending>> run) {
        try {
            Optional<Ending> ending = run.get();
            if (ending.isPresent() && isRollingBack(ending.get())) {
                rollbacks.follow(id);
            }
        } catch (RuntimeException e) {
            log.error("The end of kill {} could not be recorded.", id, e);
        } finally {
            leases.drop(id);
            running.leave(caller);
            running.ended(id);
        }
    }

    private static boolean isRollingBack(Ending ending) {
        return ending.sessions().stream().anyMatch(it -> it.outcome() == SessionOutcome.KILLING);
    }

    /**
     * Takes nothing new, and lets those who wait have their answer while there is somebody to give
     * it.
     */
    @EventListener
    void closing(ContextClosedEvent event) {
        if (event.getApplicationContext().equals(context)) {
            threads.shutdown();
            running.dismiss();
        }
    }

    /** Lets what is under way finish; what has not by then is left to whoever takes it over. */
    @PreDestroy
    void stop() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(TO_FINISH.toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn(
                    "{} kills did not finish within {} and are left to others.",
                    running.count(),
                    TO_FINISH);
            threads.shutdownNow();
            threads.awaitTermination(TO_WRITE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
