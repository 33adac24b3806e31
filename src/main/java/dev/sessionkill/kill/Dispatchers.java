package dev.sessionkill.kill;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.dbbrain.Accounts;
import dev.sessionkill.dbbrain.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Lets kills wait for their turn, by account, and carries out those whose turn it is. */
@Component
class Dispatchers {

    private static final Logger log = LoggerFactory.getLogger(Dispatchers.class);
    private static final Duration LOOK_FOR_EXPIRED = Duration.ofMillis(200);

    /** From when the gateway begins to stop; its whole stop takes 25 seconds at most. */
    private static final Duration TO_FINISH = Duration.ofSeconds(18);

    private static final Duration TO_WRITE = Duration.ofSeconds(3);

    private final TwoStages.Upstream upstream;
    private final KillStore store;
    private final Endings endings;
    private final Accounts accounts;
    private final KillSettings settings;
    private final KillMeters meters;
    private final Map<AccountName, Dispatcher> dispatchers = new ConcurrentHashMap<>();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(LoudThreads.named("kill-"));
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("deadlines").factory());

    private volatile boolean closed;
    private volatile Deadline finish = Deadline.in(Duration.ofDays(1));

    Dispatchers(
            TwoStages.Upstream upstream,
            KillStore store,
            Accounts accounts,
            KillSettings settings,
            KillMeters meters) {
        this.upstream = upstream;
        this.store = store;
        this.endings = new Endings(upstream, store);
        this.accounts = accounts;
        this.settings = settings;
        this.meters = meters;
        var _ =
                clock.scheduleWithFixedDelay(
                        new Repeated("kills expire at their deadline", this::expire),
                        LOOK_FOR_EXPIRED.toMillis(),
                        LOOK_FOR_EXPIRED.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /**
     * Lets a kill wait for its turn.
     *
     * @throws RejectedExecutionException when the gateway is stopping
     */
    void add(Member member) {
        member.comesFrom(upstream.spans().here());
        Dispatcher dispatcher = of(member.target().account());
        // One that was made since would be closed by nobody.
        if (closed) {
            throw new RejectedExecutionException("the gateway is stopping");
        }
        dispatcher.add(member);
    }

    /**
     * Finds out what became of a kill that may have been committed by a process that had to leave
     * it.
     *
     * @param sinceMove how long ago its state was last written
     * @throws RejectedExecutionException when the gateway is stopping
     */
    void resolve(Member member, Duration sinceMove) {
        threads.execute(() -> endings.resolve(member, sinceMove));
    }

    /**
     * Ends a kill for which nothing is left to do. Its account need not be known here.
     *
     * @throws RejectedExecutionException when the gateway is stopping
     */
    void end(Member member, Ending ending) {
        threads.execute(() -> endings.end(Map.of(member, ending)));
    }

    /** Leaves a kill to whoever takes it over, at once. */
    void leave(Member member) {
        endings.leave(List.of(member));
    }

    /** Lets go of a kill that was cancelled while it waited. */
    void cancelled(Member member) {
        Dispatcher dispatcher = dispatchers.get(member.target().account());
        if (dispatcher != null && dispatcher.remove(member)) {
            member.left();
        }
    }

    /** How many kills wait for their turn. */
    int waiting(AccountName account) {
        return of(account).waiting();
    }

    /** The same in one lane. */
    int waiting(AccountName account, boolean urgent) {
        return of(account).waiting(urgent);
    }

    /** How long another kill of that caller would wait for its turn, if nobody else comes. */
    Duration expectedWait(AccountName account, Caller caller) {
        return of(account).expectedWait(caller.name());
    }

    /** In how long the Commit of another kill would leave, if others go on coming. */
    Duration expectedCommit(AccountName account, Claim claim) {
        return of(account).expectedCommit(claim);
    }

    private Dispatcher of(AccountName account) {
        return dispatchers.computeIfAbsent(
                account,
                name ->
                        new Dispatcher(
                                name,
                                upstream.dbbrain(),
                                aPair(name),
                                settings.deadline(),
                                this::depart));
    }

    private Duration aPair(AccountName account) {
        return Duration.ofSeconds(2).dividedBy(accounts.callsPerSecond(account));
    }

    private void depart(Batch batch, Turn turn) {
        AccountName account = batch.target().account();
        Trip trip = new Trip(upstream, store, of(account), batch);
        meters.of(account).pairs().departed(batch);
        try {
            threads.execute(() -> trip.go(turn));
        } catch (RejectedExecutionException e) {
            trip.stays(turn);
        }
    }

    private void expire() {
        for (Dispatcher dispatcher : dispatchers.values()) {
            List<Member> expired = dispatcher.expired();
            if (!expired.isEmpty()) {
                threads.execute(() -> endings.expire(expired));
            }
        }
    }

    /** Takes nothing new; hands over what waits, so that others or the next start go on with it. */
    void close() {
        if (threads.isShutdown()) {
            return;
        }
        closed = true;
        finish = Deadline.in(TO_FINISH);
        clock.shutdownNow();
        List<Member> waiting = new ArrayList<>();
        dispatchers.values().forEach(it -> waiting.addAll(it.close()));
        if (!waiting.isEmpty()) {
            log.info("{} kills that waited for their turn are handed over.", waiting.size());
            threads.execute(() -> endings.leave(waiting));
        }
        threads.shutdown();
    }

    /** Lets what is under way finish; what has not by then is left to whoever takes it over. */
    void await() throws InterruptedException {
        if (!threads.awaitTermination(finish.left().toMillis(), TimeUnit.MILLISECONDS)) {
            log.warn("Kills that did not finish within {} are left to others.", TO_FINISH);
            threads.shutdownNow();
            threads.awaitTermination(TO_WRITE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
