package dev.sessionkill.api;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A rate limiter for each caller who was here lately. One who stayed away for {@link #IDLE} has all
 * of his permits back, so a new limiter is as good as the one that is dropped.
 */
final class CallerRates {

    static final Duration PERIOD = Duration.ofSeconds(1);
    static final Duration IDLE = Duration.ofMinutes(1);

    private final RateLimiterConfig config;
    private final LongSupplier nanoTime;

    /** Whoever was away longest comes first. */
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    CallerRates(int requestsPerSecond, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.config =
                RateLimiterConfig.custom()
                        .limitForPeriod(requestsPerSecond)
                        .limitRefreshPeriod(PERIOD)
                        .timeoutDuration(Duration.ZERO)
                        .build();
    }

    /**
     * What a caller is told.
     *
     * @param mayEnter whether this request may
     * @param left how many more may now
     */
    record Turn(boolean mayEnter, int left) {}

    private static final class Entry {
        private final RateLimiter limiter;
        private long lastAsked;

        Entry(RateLimiter limiter) {
            this.limiter = limiter;
        }
    }

    Turn ask(String caller) {
        RateLimiter limiter = limiter(caller);
        boolean mayEnter = limiter.acquirePermission();
        return new Turn(mayEnter, Math.max(0, limiter.getMetrics().getAvailablePermissions()));
    }

    synchronized int size() {
        return entries.size();
    }

    private synchronized RateLimiter limiter(String caller) {
        long now = nanoTime.getAsLong();
        Entry entry =
                entries.computeIfAbsent(
                        caller,
                        it -> new Entry(new AtomicRateLimiter(it, config, nanoTime::getAsLong)));
        entry.lastAsked = now;
        dropIdle(now);
        return entry.limiter;
    }

    private void dropIdle(long now) {
        Iterator<Entry> longestAwayFirst = entries.values().iterator();
        while (longestAwayFirst.hasNext()
                && now - longestAwayFirst.next().lastAsked >= IDLE.toNanos()) {
            longestAwayFirst.remove();
        }
    }
}
