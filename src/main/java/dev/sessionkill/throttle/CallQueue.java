package dev.sessionkill.throttle;

import dev.sessionkill.core.Deadline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * Where calls wait for their turn: a line for each lane, first come first served. Only the first of
 * each line watches the clock, and every change wakes it.
 */
final class CallQueue {

    /**
     * How long before its slot opens a call is called up: it has to be written down before it
     * leaves, and that shall not keep the slot idle.
     */
    static final long CALLED_UP = 30_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Lane, Deque<Condition>> lines = new EnumMap<>(Lane.class);
    private final Schedule schedule;
    private final LongSupplier nanoTime;

    CallQueue(Schedule schedule, LongSupplier nanoTime) {
        this.schedule = schedule;
        this.nanoTime = nanoTime;
        for (Lane lane : Lane.values()) {
            lines.put(lane, new ArrayDeque<>());
        }
    }

    /** Waits for a permit of that lane; empty when the deadline passed first. */
    Optional<Permit> permit(Lane lane, Deadline deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return await(lane, deadline, _ -> take());
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a Prepare's permit and, in the same instant, claims its Commit's. */
    Optional<PairPermit> pair(Deadline deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return await(
                    Lane.PAIRED,
                    deadline,
                    now -> new PairPermit(take(), new CommitClaim(this, schedule.claim(now))));
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the Commit's permit, before everything else. */
    Optional<Permit> commit(Schedule.Claim claim, Deadline deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            schedule.arrived(claim, nanoTime.getAsLong());
            return await(Lane.URGENT, deadline, _ -> take());
        } finally {
            lock.unlock();
        }
    }

    /** A permit of that lane if one can be had without waiting and without passing by anybody. */
    Optional<Permit> permitNow(Lane lane) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            return waiting() == 0 && schedule.earliest(lane, now, 0) <= now
                    ? Optional.of(take())
                    : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    void drop(Schedule.Claim claim) {
        change(() -> schedule.drop(claim));
    }

    void sent(SlidingWindow.Slot slot) {
        change(() -> schedule.use(slot, nanoTime.getAsLong()));
    }

    void giveBack(SlidingWindow.Slot slot) {
        change(() -> schedule.giveBack(slot));
    }

    /** How many calls wait in all lanes. */
    int waiting() {
        lock.lock();
        try {
            return lines.values().stream().mapToInt(Deque::size).sum();
        } finally {
            lock.unlock();
        }
    }

    /** How many slots are open now. */
    int open() {
        lock.lock();
        try {
            return schedule.open(nanoTime.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    private <T> Optional<T> await(Lane lane, Deadline deadline, LongFunction<T> turn)
            throws InterruptedException {
        Deque<Condition> line = line(lane);
        Condition myTurn = lock.newCondition();
        line.addLast(myTurn);
        try {
            while (true) {
                long now = nanoTime.getAsLong();
                long left = deadline.nanosAfter(now);
                if (left <= 0) {
                    return Optional.empty();
                }
                if (myTurn.equals(line.peekFirst())) {
                    long earliest = schedule.earliest(lane, now, before(lane));
                    if (earliest - CALLED_UP <= now) {
                        return Optional.of(turn.apply(now));
                    }
                    left = Math.min(left, earliest - CALLED_UP - now);
                }
                myTurn.await(left, TimeUnit.NANOSECONDS);
            }
        } finally {
            line.remove(myTurn);
            wakeTheFirst();
        }
    }

    /** How many wait who go before that lane. Prepares and ordinary calls do not wait together. */
    private int before(Lane lane) {
        return switch (lane) {
            case URGENT -> 0;
            case PAIRED, ORDINARY -> line(Lane.URGENT).size();
            case LEISURELY, SPARE -> waiting() - line(Lane.LEISURELY).size();
        };
    }

    private Permit take() {
        return new Permit(this, schedule.take());
    }

    /** How long the call in that slot must still wait before it leaves, in nanoseconds. */
    long untilOpen(SlidingWindow.Slot slot) {
        return slot.opensAt() - nanoTime.getAsLong();
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            wakeTheFirst();
        } finally {
            lock.unlock();
        }
    }

    private void wakeTheFirst() {
        for (Deque<Condition> line : lines.values()) {
            Condition first = line.peekFirst();
            if (first != null) {
                first.signal();
            }
        }
    }

    private Deque<Condition> line(Lane lane) {
        return Objects.requireNonNull(lines.get(lane));
    }
}
