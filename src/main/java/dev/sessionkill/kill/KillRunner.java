package dev.sessionkill.kill;

import dev.sessionkill.access.Decision;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Target;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Records an order as a kill and runs it on a virtual thread of its own. */
@Component
class KillRunner {

    private static final Logger log = LoggerFactory.getLogger(KillRunner.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final Duration TO_FINISH = Duration.ofSeconds(18);
    private static final Duration TO_WRITE = Duration.ofSeconds(3);

    private final KillRuns runs;
    private final KillStore store;
    private final KillSettings settings;
    private final Rollbacks rollbacks;
    private final ApplicationContext context;
    private final RunningKills running = new RunningKills();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("kill-", 0).factory());

    KillRunner(
            KillRuns runs,
            KillStore store,
            KillSettings settings,
            Rollbacks rollbacks,
            ApplicationContext context) {
        this.runs = runs;
        this.store = store;
        this.settings = settings;
        this.rollbacks = rollbacks;
        this.context = context;
    }

    Submission run(KillOrder order, Target target, Caller caller, Decision.Allowed allowed) {
        if (threads.isShutdown()) {
            return new Submission.ShuttingDown();
        }
        return switch (running.take(
                caller, settings.queueLimit(), settings.queueLimitPerCaller())) {
            case ALL_FULL -> new Submission.QueueFull(RETRY_AFTER);
            case CALLER_FULL -> new Submission.TooManyOfThisCaller(RETRY_AFTER);
            case TAKEN -> start(order, target, caller, allowed);
        };
    }

    CompletableFuture<Void> end(KillId id) {
        return running.end(id);
    }

    private Submission start(
            KillOrder order, Target target, Caller caller, Decision.Allowed allowed) {
        KillId id = KillId.next();
        boolean started = false;
        try {
            Deadline deadline = Deadline.in(settings.deadline());
            Kill kill = store.insert(id, order, target, caller, settings.deadline());
            running.started(id);
            KillRun run = runs.of(kill, allowed, deadline);
            threads.execute(() -> run(run, id, caller));
            started = true;
            return new Submission.Accepted(kill);
        } finally {
            if (!started) {
                running.leave(caller);
                running.ended(id);
            }
        }
    }

    private void run(KillRun run, KillId id, Caller caller) {
        try {
            if (isRollingBack(run.run())) {
                rollbacks.follow(id);
            }
        } catch (RuntimeException e) {
            log.error("The end of kill {} could not be recorded.", id, e);
        } finally {
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

    /** Lets what is under way finish; what has not by then is interrupted and says so. */
    @PreDestroy
    void stop() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(TO_FINISH.toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn(
                    "{} kills did not finish within {} and are interrupted.",
                    running.count(),
                    TO_FINISH);
            threads.shutdownNow();
            threads.awaitTermination(TO_WRITE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
