package dev.sessionkill.throttle;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.core.AccountName;
import io.github.resilience4j.micrometer.tagged.TaggedRateLimiterMetrics;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/**
 * The budgets of all accounts and actions: in the memory of this one process, or shared by all
 * replicas where the database is one that they can share. Each is registered with Resilience4j, so
 * that its events and its Micrometer gauges work like any other limiter's.
 */
@Component
@DependsOnDatabaseInitialization
public class CallBudgets {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** What a slot rests beyond the second, for calls that overtake each other on their way. */
    static final Duration MARGIN = Duration.ofMillis(10);

    static final Duration REST = SECOND.plus(MARGIN);

    private final RateLimiterRegistry registry = RateLimiterRegistry.ofDefaults();
    private final List<ClerkThread> clerks = new CopyOnWriteArrayList<>();
    private final MeterRegistry meters;
    private final Optional<HikariDataSource> shared;

    /**
     * @param database the gateway's own; without one, or when it is of one node, budgets are kept
     *     in memory
     */
    CallBudgets(MeterRegistry meters, Optional<HikariDataSource> database) {
        this.meters = meters;
        this.shared = database.filter(BudgetConnection::isShared);
        TaggedRateLimiterMetrics.ofRateLimiterRegistry(registry).bindTo(meters);
    }

    /**
     * Opens the budget of one action of one account.
     *
     * @param callsPerSecond how many calls may arrive in any second, positive
     */
    public CallBudget open(AccountName account, String action, int callsPerSecond) {
        String name = account + "/" + action;
        RateLimiterConfig config =
                RateLimiterConfig.custom()
                        .limitForPeriod(callsPerSecond)
                        .limitRefreshPeriod(SECOND)
                        .timeoutDuration(Duration.ofSeconds(5))
                        .build();
        BudgetMeters its = new BudgetMeters(meters, account, action);
        CallQueue queue =
                shared.<CallQueue>map(it -> sharedQueue(it, account, action, callsPerSecond))
                        .orElseGet(() -> localQueue(callsPerSecond));
        its.watch(queue);
        CallBudget budget =
                new CallBudget(name, config, new MeasuredQueue(queue, its), its::exceeded);
        // A registry makes its limiters itself and takes another one only as a replacement.
        registry.rateLimiter(name, config);
        registry.replace(name, budget);
        return budget;
    }

    private static LocalQueue localQueue(int callsPerSecond) {
        SlidingWindow window = new SlidingWindow(callsPerSecond, REST.toNanos());
        return new LocalQueue(new Schedule(window), System::nanoTime);
    }

    private SharedQueue sharedQueue(
            HikariDataSource database, AccountName account, String action, int callsPerSecond) {
        String name = account + "/" + action;
        WaitingRoom room = new WaitingRoom(System::nanoTime);
        PrepareTimes prepares = new PrepareTimes();
        Clerk clerk =
                new Clerk(
                        room,
                        new JdbcSlotTable(
                                BudgetConnection.like(database), account, action, callsPerSecond),
                        new DatabaseClock(name),
                        prepares,
                        System::nanoTime);
        clerks.add(ClerkThread.start(name, clerk, room));
        return new SharedQueue(room, clerk, prepares, System::nanoTime, callsPerSecond);
    }

    /** Gives back what is held unused. */
    @PreDestroy
    void close() {
        clerks.forEach(ClerkThread::close);
    }
}
