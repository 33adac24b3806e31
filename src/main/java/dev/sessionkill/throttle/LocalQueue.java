package dev.sessionkill.throttle;

import dev.sessionkill.core.Deadline;
import java.time.Duration;
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
import java.util.function.Supplier;

/**
 * The queue of a budget that this process has for itself: a line for each lane, first come first
 * served. Only the first of each line watches the clock, and every change wakes it.
 */
final class LocalQueue implements CallQueue {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Lane, Deque<Condition>> lines = new EnumMap<>(Lane.class);
    private final Schedule schedule;
    private final LongSupplier nanoTime;

    LocalQueue(Schedule schedule, LongSupplier nanoTime) {
        this.schedule = schedule;
        this.nanoTime = nanoTime;
        for (Lane lane : Lane.values()) {
            lines.put(lane, new ArrayDeque<>());
        }
    }

    @Override
    public Optional<Permit> permit(Lane lane, Deadline deadline) throws InterruptedException {
        return await(lane, deadline, () -> {}, _ -> take());
    }

    @Override
    public Optional<PairPermit> pair(Deadline deadline) throws InterruptedException {
        return await(
                Lane.PAIRED,
                deadline,
                () -> {},
                now -> new PairPermit(take(), new CommitClaim(new Claimed(schedule.claim(now)))));
    }

    @Override
    public Optional<Permit> permitNow(Lane lane) {
        return locked(
                () -> {
                    long now = nanoTime.getAsLong();
                    return waiting() == 0 && schedule.earliest(lane, now, 0) <= now
                            ? Optional.of(take())
                            : Optional.empty();
                });
    }

    @Override
    public void exceeded() {
        change(() -> schedule.exceeded(nanoTime.getAsLong()));
    }

    @Override
    public int waiting() {
        return locked(() -> lines.values().stream().mapToInt(Deque::size).sum());
    }

    @Override
    public int open() {
        return locked(() -> schedule.open(nanoTime.getAsLong()));
    }

    @Override
    public Usage usage() {
        return locked(() -> usage(nanoTime.getAsLong()));
    }

    private Usage usage(long now) {
        // Behind each Prepare that waits comes its Commit.
        long opens = schedule.earliest(Lane.ORDINARY, now, waiting() + line(Lane.PAIRED).size());
        return new Usage(
                schedule.slots(),
                schedule.usedInLastSecond(now),
                waiting(),
                Duration.ofNanos(Math.max(0, opens - now)));
    }

    /**
     * Waits for its turn in line.
     *
     * @param entering is done when it joins the line
     * @param turn is done when its turn has come
     */
    private <T> Optional<T> await(
            Lane lane, Deadline deadline, Runnable entering, LongFunction<T> turn)
            throws InterruptedException {
        lock.lockInterruptibly();
        Deque<Condition> line = line(lane);
        Condition myTurn = lock.newCondition();
        try {
            entering.run();
            line.addLast(myTurn);
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
            lock.unlock();
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
        return new Permit(new LocalSlot(this, schedule, schedule.take(), nanoTime));
    }

    /** Changes the schedule, whereupon somebody else may be next. */
    void change(Runnable change) {
        locked(
                () -> {
                    change.run();
                    wakeTheFirst();
                    return true;
                });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
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

    /** A Commit that will come. */
    private final class Claimed implements CommitClaim.Claimed {
        private final Schedule.Claim claim;

        Claimed(Schedule.Claim claim) {
            this.claim = claim;
        }

        @Override
        public Optional<Permit> permit(Deadline deadline) throws InterruptedException {
            return await(Lane.URGENT, deadline, this::arrived, _ -> take());
        }

        private void arrived() {
            schedule.arrived(claim, nanoTime.getAsLong());
        }

        @Override
        public void drop() {
            change(() -> schedule.drop(claim));
        }
    }
}
