package dev.sessionkill.throttle;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * When calls were sent, by all threads and processes of this machine: they have one monotonic
 * clock.
 */
final class SendLedger {

    private final Queue<Long> sent = new ConcurrentLinkedQueue<>();

    void add(long nanoTime) {
        sent.add(nanoTime);
    }

    int size() {
        return sent.size();
    }

    /** The largest number in any half-open second. */
    int mostInAnySecond() {
        long[] sorted = sent.stream().mapToLong(Long::longValue).sorted().toArray();
        int most = 0;
        for (int first = 0, last = 0; last < sorted.length; last++) {
            while (sorted[last] - sorted[first] >= Duration.ofSeconds(1).toNanos()) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    /** How many a second, from then to then. */
    double rate(long from, long to) {
        long count = sent.stream().filter(it -> it >= from && it < to).count();
        return count * 1e9 / (to - from);
    }

    /** When the last one was sent. */
    long last() {
        return sent.stream().mapToLong(Long::longValue).max().orElseThrow();
    }
}
