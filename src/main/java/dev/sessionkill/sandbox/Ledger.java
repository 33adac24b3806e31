package dev.sessionkill.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Every call that arrived, written down before it is answered. */
public final class Ledger {

    /** More than an hour at the vendor's limits; older calls are forgotten. */
    private static final int KEPT = 200_000;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Deque<Call> calls = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private long last;

    Ledger() {}

    void record(Call call) {
        lock.lock();
        try {
            calls.add(call.numbered(++last));
            if (calls.size() > KEPT) {
                calls.remove();
            }
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** All calls, in the order in which they were answered. */
    public List<Call> calls() {
        lock.lock();
        try {
            return List.copyOf(calls);
        } finally {
            lock.unlock();
        }
    }

    /** The calls of an action, and of a stage where one is named. */
    public List<Call> calls(Match match) {
        return calls().stream().filter(it -> match.matches(it.action(), it.stage())).toList();
    }

    /** The Commits that carried this SqlExecId. */
    public List<Call> commits(String sqlExecId) {
        return calls(Match.COMMIT).stream().filter(it -> sqlExecId.equals(it.sqlExecId())).toList();
    }

    /** The most arrivals of an action that any half-open window of one second holds. */
    public int mostInAnySecond(String action) {
        return mostIn(SECOND, action);
    }

    /** The most arrivals of an action that any half-open window of that length holds. */
    public int mostIn(Duration window, String action) {
        if (!window.isPositive()) {
            throw new IllegalArgumentException("a window has a length");
        }
        long length = window.toNanos();
        long[] arrivals =
                calls().stream()
                        .filter(it -> it.action().equals(action))
                        .mapToLong(Call::arrivedNanos)
                        .sorted()
                        .toArray();
        int most = 0;
        int oldest = 0;
        for (int newest = 0; newest < arrivals.length; newest++) {
            while (arrivals[newest] - arrivals[oldest] >= length) {
                oldest++;
            }
            most = Math.max(most, newest - oldest + 1);
        }
        return most;
    }

    /** Waits until the calls are as wanted; false if they are not so in time. */
    public boolean await(Predicate<List<Call>> wanted, Duration atMost)
            throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (!wanted.test(List.copyOf(calls))) {
                if (left <= 0) {
                    return false;
                }
                left = grown.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets all calls; numbering goes on. */
    public void clear() {
        lock.lock();
        try {
            calls.clear();
        } finally {
            lock.unlock();
        }
    }
}
