package dev.sessionkill.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The vendor's limit in its hardest reading: every sliding second counts, and so do the calls that
 * were turned away. A limit of zero means none.
 */
final class RateLimit {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final int perSecond;
    private final Map<String, Deque<Long>> arrivals = new HashMap<>();

    RateLimit(int perSecond) {
        this.perSecond = perSecond;
    }

    synchronized boolean admits(String action, long arrivedAt) {
        if (perSecond == 0) {
            return true;
        }
        Deque<Long> recent = arrivals.computeIfAbsent(action, _ -> new ArrayDeque<>());
        recent.removeIf(it -> arrivedAt - it >= SECOND);
        recent.add(arrivedAt);
        return recent.size() <= perSecond;
    }
}
