package dev.sessionkill.throttle;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * Replicas that always have a call in line, over one database, in virtual time: no clock, no
 * thread, the same every time. A call leaves some milliseconds after its grant, and some
 * milliseconds later that is told.
 */
final class ReplicaSimulation {

    static final long MS = 1_000_000;

    private static final long TICK = 2 * MS;

    final FakeDatabase database = new FakeDatabase(20);

    /** When each call was sent. */
    final List<Long> sent = new ArrayList<>();

    private final List<Replica> replicas = new ArrayList<>();
    private final Random random = new Random(4711);
    private boolean lanesAhead;

    ReplicaSimulation(int replicas) {
        for (int i = 0; i < replicas; i++) {
            this.replicas.add(new Replica());
        }
    }

    /** Lets all calls be Commits, which book ahead. */
    ReplicaSimulation bookingAhead() {
        lanesAhead = true;
        return this;
    }

    void start() {
        replicas.add(new Replica());
    }

    Replica replica(int number) {
        return replicas.get(number);
    }

    ReplicaSimulation run(long millis) {
        for (long end = database.time + millis * MS; database.time < end; database.time += TICK) {
            for (Replica replica : replicas) {
                replica.tick();
            }
        }
        return this;
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

    /** How many calls were sent at or after that time. */
    long sentSince(long millis) {
        return sent.stream().filter(it -> it >= millis * MS).count();
    }

    /** How many calls were sent in the last so many milliseconds. */
    long sentInTheLast(long millis) {
        return sent.stream().filter(it -> it >= database.time - millis * MS).count();
    }

    /** A process of its own. */
    final class Replica {
        private final WaitingRoom room = new WaitingRoom(() -> database.time);
        private final Clerk clerk =
                new Clerk(
                        room,
                        database.connection(),
                        new DatabaseClock("test"),
                        new PrepareTimes(),
                        () -> database.time);
        private final List<Sending> sendings = new ArrayList<>();
        private boolean stopped;

        /** Stops as if by a signal, in the middle of whatever it does. */
        void stop() {
            stopped = true;
        }

        void goOn() {
            stopped = false;
        }

        private void tick() {
            if (stopped) {
                return;
            }
            while (room.waiting() < 3) {
                Waiter waiter = Waiter.of(lanesAhead ? Lane.URGENT : Lane.ORDINARY);
                room.enter(waiter);
                sendings.add(new Sending(waiter));
            }
            for (int again = 0; again < 20 && clerk.round() <= 0; ) {
                again++;
            }
            for (Iterator<Sending> it = sendings.iterator(); it.hasNext(); ) {
                if (it.next().isOver()) {
                    it.remove();
                }
            }
        }
    }

    /** One call, from its place in line to the note of its sending. */
    private final class Sending {
        private final Waiter waiter;
        private long notBefore = -1;
        private long toldAt = -1;

        Sending(Waiter waiter) {
            this.waiter = waiter;
        }

        boolean isOver() {
            if (!waiter.answer().isDone()) {
                return false;
            }
            HeldSlot slot = waiter.answer().join().orElseThrow();
            if (notBefore < 0) {
                notBefore = database.time + random.nextInt(20) * MS;
            }
            if (toldAt >= 0) {
                if (database.time >= toldAt) {
                    slot.sent();
                    return true;
                }
                return false;
            }
            if (database.time < notBefore || slot.untilOpen() > 0) {
                return false;
            }
            if (!slot.isGood()) {
                slot.giveBack();
                return true;
            }
            sent.add(database.time);
            toldAt = database.time + random.nextInt(4) * MS;
            return false;
        }
    }
}
