package dev.sessionkill.throttle;

import dev.sessionkill.core.Deadline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Where the calls of this process wait for the {@link Clerk}: a line for each lane, first come
 * first served. There also lies what the clerk has to write down.
 */
final class WaitingRoom {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Map<Lane, Deque<Waiter>> lines = new EnumMap<>(Lane.class);
    private final LongSupplier nanoTime;
    private List<SlotTable.Note> notes = new ArrayList<>();
    private boolean news;

    WaitingRoom(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        for (Lane lane : Lane.values()) {
            lines.put(lane, new ArrayDeque<>());
        }
    }

    /** Waits in line for a slot; empty when it was refused or the deadline passed first. */
    Optional<HeldSlot> await(Waiter waiter, Deadline deadline) throws InterruptedException {
        if (!enter(waiter)) {
            return Optional.empty();
        }
        try {
            long left = deadline.nanosAfter(nanoTime.getAsLong());
            return waiter.answer().get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return leave(waiter) ? Optional.empty() : waiter.answer().join();
        } catch (InterruptedException e) {
            if (!leave(waiter)) {
                waiter.answer().join().ifPresent(HeldSlot::giveBack);
            }
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is a slot or none", e);
        }
    }

    /** Puts a call in line; false if it will not wait behind others. */
    boolean enter(Waiter waiter) {
        return locked(
                () -> {
                    boolean enters = waiter.patient() || waiting() == 0;
                    if (enters) {
                        line(waiter.lane()).addLast(waiter);
                        wakeTheClerk();
                    }
                    return enters;
                });
    }

    /** Whoever goes next. */
    Optional<Waiter> first() {
        return locked(
                () ->
                        lines.values().stream()
                                .filter(it -> !it.isEmpty())
                                .map(Deque::getFirst)
                                .findFirst());
    }

    /** Answers a call, which leaves its line; false when it has left before. */
    boolean answer(Waiter waiter, Optional<HeldSlot> slot) {
        return locked(() -> leave(waiter) && waiter.answer().complete(slot));
    }

    /** Leaves something for the clerk to write down. */
    void note(SlotTable.Note note) {
        locked(
                () -> {
                    notes.add(note);
                    return wakeTheClerk();
                });
    }

    /** Everything to be written down, once. */
    List<SlotTable.Note> takeNotes() {
        return locked(
                () -> {
                    List<SlotTable.Note> taken = notes;
                    notes = new ArrayList<>();
                    return taken;
                });
    }

    /** Makes the clerk look up. */
    void wake() {
        locked(this::wakeTheClerk);
    }

    /** Lets the clerk wait that long, or until somebody comes. */
    void awaitNews(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!news && left > 0) {
                left = work.awaitNanos(left);
            }
            news = false;
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        return locked(() -> lines.values().stream().mapToInt(Deque::size).sum());
    }

    int waiting(Lane lane) {
        return locked(() -> line(lane).size());
    }

    private boolean leave(Waiter waiter) {
        return locked(() -> line(waiter.lane()).remove(waiter));
    }

    private boolean wakeTheClerk() {
        news = true;
        work.signal();
        return true;
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private Deque<Waiter> line(Lane lane) {
        return Objects.requireNonNull(lines.get(lane));
    }
}
