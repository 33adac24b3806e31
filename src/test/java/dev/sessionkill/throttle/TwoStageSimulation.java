package dev.sessionkill.throttle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Kills run through a {@link Schedule} in virtual time: no clock, no thread, the same every time.
 */
final class TwoStageSimulation {

    static final long MS = 1_000_000;

    private record Event(long at, Runnable what) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>((a, b) -> Long.compare(a.at(), b.at()));
    private final Deque<Runnable> urgent = new ArrayDeque<>();
    private final Deque<Runnable> paired = new ArrayDeque<>();
    private final Schedule schedule =
            new Schedule(new SlidingWindow(20, 1000 * MS + CallBudgets.MARGIN.toNanos()));
    private final Random random = new Random(4711);
    private final long latency;
    private final long jitter;
    private long now;

    /** When each call was sent. */
    final List<Long> sent = new ArrayList<>();

    /** From the sending of each Prepare to the sending of its Commit. */
    final List<Long> gaps = new ArrayList<>();

    /** How long each Commit stood in line. */
    final List<Long> commitWaits = new ArrayList<>();

    TwoStageSimulation(long latencyMillis, long jitterMillis) {
        this.latency = latencyMillis * MS;
        this.jitter = jitterMillis * MS;
    }

    /** Lets that many kills arrive at once. */
    TwoStageSimulation kills(int count) {
        return kills(count, () -> {});
    }

    /** Callers that each ask for the next kill as soon as the last one is committed. */
    TwoStageSimulation callers(int count) {
        return kills(count, this::again);
    }

    private void again() {
        kills(1, this::again);
    }

    private TwoStageSimulation kills(int count, Runnable afterwards) {
        for (int i = 0; i < count; i++) {
            paired.add(() -> prepare(afterwards));
        }
        return this;
    }

    /** Runs until that time, or until nothing is left to do. */
    TwoStageSimulation until(long millis) {
        long end = millis * MS;
        while (true) {
            serve();
            long next =
                    Math.min(nextTurn(), events.isEmpty() ? Long.MAX_VALUE : events.peek().at());
            if (next > end) {
                now = end;
                return this;
            }
            now = Math.max(now, next);
            while (!events.isEmpty() && events.peek().at() <= now) {
                events.remove().what().run();
            }
        }
    }

    /** The largest number of calls in any half-open second. */
    int mostInAnySecond() {
        List<Long> sorted = sent.stream().sorted().toList();
        int most = 0;
        for (int first = 0, last = 0; last < sorted.size(); last++) {
            while (sorted.get(last) - sorted.get(first) >= 1000 * MS) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    private void serve() {
        while (!urgent.isEmpty() && schedule.earliest(Lane.URGENT, now, 0) <= now) {
            urgent.remove().run();
        }
        while (!paired.isEmpty() && schedule.earliest(Lane.PAIRED, now, urgent.size()) <= now) {
            paired.remove().run();
        }
    }

    private long nextTurn() {
        long next = urgent.isEmpty() ? Long.MAX_VALUE : schedule.earliest(Lane.URGENT, now, 0);
        return paired.isEmpty()
                ? next
                : Math.min(next, schedule.earliest(Lane.PAIRED, now, urgent.size()));
    }

    private void prepare(Runnable afterwards) {
        Schedule.Claim claim = schedule.claim(now);
        send(schedule.take());
        long prepared = now;
        at(now + latency + jitter(), () -> commitIsDue(claim, prepared, afterwards));
    }

    private void commitIsDue(Schedule.Claim claim, long prepared, Runnable afterwards) {
        schedule.arrived(claim, now);
        long due = now;
        urgent.add(
                () -> {
                    send(schedule.take());
                    gaps.add(now - prepared);
                    commitWaits.add(now - due);
                    at(now + latency + jitter(), afterwards);
                });
    }

    /** Handing a call to the network takes a millisecond. */
    private void send(SlidingWindow.Slot slot) {
        long at = now + MS;
        sent.add(at);
        at(at, () -> schedule.use(slot, at));
    }

    private void at(long time, Runnable what) {
        events.add(new Event(time, what));
    }

    private long jitter() {
        return jitter == 0 ? 0 : random.nextLong(jitter);
    }
}
