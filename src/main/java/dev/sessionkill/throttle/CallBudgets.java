package dev.sessionkill.throttle;

import dev.sessionkill.core.AccountName;
import io.github.resilience4j.micrometer.tagged.TaggedRateLimiterMetrics;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * The budgets of all accounts and actions, in the memory of this one process. Each is registered
 * with Resilience4j, so that its events and its Micrometer gauges work like any other limiter's.
 */
@Component
public class CallBudgets {

    /** What a slot rests beyond the second, for calls that overtake each other on their way. */
    static final Duration MARGIN = Duration.ofMillis(10);

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final RateLimiterRegistry registry = RateLimiterRegistry.ofDefaults();

    CallBudgets(MeterRegistry meters) {
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
        SlidingWindow window = new SlidingWindow(callsPerSecond, SECOND.plus(MARGIN).toNanos());
        CallBudget budget =
                new CallBudget(name, config, new CallQueue(new Schedule(window), System::nanoTime));
        // A registry makes its limiters itself and takes another one only as a replacement.
        registry.rateLimiter(name, config);
        registry.replace(name, budget);
        return budget;
    }
}
