package dev.sessionkill.kill;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sets kills going, and knows which are under way here and who waits for them. */
@Component
class KillRunner {

    private final Dispatchers dispatchers;
    private final Rollbacks rollbacks;
    private final Leases leases;
    private final ApplicationContext context;
    private final KillMeters meters;
    private final RunningKills running = new RunningKills();
    private volatile boolean stopping;

    KillRunner(
            Dispatchers dispatchers,
            Rollbacks rollbacks,
            Leases leases,
            ApplicationContext context,
            KillMeters meters) {
        this.dispatchers = dispatchers;
        this.rollbacks = rollbacks;
        this.leases = leases;
        this.context = context;
        this.meters = meters;
    }

    /** The kills that are being carried out here. */
    RunningKills running() {
        return running;
    }

    boolean isStopping() {
        return stopping;
    }

    /**
     * Lets a kill wait for its turn that has its place among {@link #running}. When it has ended,
     * or could not be set going, the place is free again. When the gateway is stopping, it is left
     * to whoever takes it over: it is on record, and its caller may be told so.
     */
    void start(Member member, Caller caller) {
        start(member, caller, dispatchers::add);
    }

    /**
     * The same for a kill that may have been committed by a process that had to leave it: it is
     * found out what became of it.
     *
     * @param sinceMove how long ago its state was last written
     */
    void resolve(Member member, Caller caller, Duration sinceMove) {
        start(member, caller, it -> dispatchers.resolve(it, sinceMove));
    }

    /** The same for one for which nothing is left to do but to record its end. */
    void end(Member member, Caller caller, Ending ending) {
        start(member, caller, it -> dispatchers.end(it, ending));
    }

    private void start(Member member, Caller caller, Consumer<Member> way) {
        running.started(member);
        boolean started = false;
        try {
            setGoing(member, way);
            started = true;
        } finally {
            if (!started) {
                gone(member, caller);
            }
        }
        var _ = member.end().thenAccept(ending -> ended(member, caller, ending));
    }

    private void setGoing(Member member, Consumer<Member> way) {
        try {
            way.accept(member);
        } catch (RejectedExecutionException e) {
            dispatchers.leave(member);
        }
    }

    /** In how long the Commit of another kill would leave, if others go on coming. */
    Duration expectedCommit(AccountName account, Claim claim) {
        return dispatchers.expectedCommit(account, claim);
    }

    private void ended(Member member, Caller caller, Optional<Ending> ending) {
        AccountMeters its = meters.of(member.target().account());
        ending.ifPresent(it -> its.ended(member.kill(), it));
        if (member.track().lease().isLost()) {
            its.lost();
        }
        if (ending.isPresent() && isRollingBack(ending.get())) {
            rollbacks.follow(member.id());
        }
        gone(member, caller);
    }

    private void gone(Member member, Caller caller) {
        leases.drop(member.id(), member.track().lease());
        running.leave(caller);
        running.ended(member);
    }

    /** The kill was cancelled. */
    void cancelled(Kill kill) {
        meters.of(kill.target().account()).cancelled(kill);
        running.find(kill.id()).ifPresent(dispatchers::cancelled);
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
            stopping = true;
            dispatchers.close();
            running.dismiss();
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping = true;
        dispatchers.close();
        dispatchers.await();
    }
}
