package dev.sessionkill.bench;

import dev.sessionkill.throttle.CallBudget;
import dev.sessionkill.throttle.TestBudgets;
import io.github.bucket4j.Bucket;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;

/** Something that lets twenty calls a second through. */
interface Limiter {

    int LIMIT = 20;

    /** Waits until a call may leave. */
    void acquire() throws InterruptedException;

    static Limiter resilience4j(int limit, Duration period) {
        RateLimiter limiter =
                RateLimiter.of(
                        "bench",
                        RateLimiterConfig.custom()
                                .limitForPeriod(limit)
                                .limitRefreshPeriod(period)
                                .timeoutDuration(Duration.ofMinutes(1))
                                .build());
        return limiter::acquirePermission;
    }

    static Limiter bucket4j() {
        Bucket bucket =
                Bucket.builder()
                        .addLimit(
                                it -> it.capacity(LIMIT).refillGreedy(LIMIT, Duration.ofSeconds(1)))
                        .build();
        return () -> bucket.asBlocking().consume(1);
    }

    @SuppressWarnings("UnstableApiUsage") // Guava's limiter has been in beta for many years.
    static Limiter guava() {
        var limiter = com.google.common.util.concurrent.RateLimiter.create(LIMIT);
        return limiter::acquire;
    }

    static Limiter ours() {
        CallBudget budget = TestBudgets.open(LIMIT);
        return () -> budget.acquirePermission(1);
    }
}
