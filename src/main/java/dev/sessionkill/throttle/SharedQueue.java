package dev.sessionkill.throttle;

import dev.sessionkill.core.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The queue of a budget that several replicas share through the database. Calls of this process
 * wait here in their order; over all replicas Commits go first because they may book a slot ahead
 * of time, and because a Prepare counts the Commits that are on their way everywhere.
 */
final class SharedQueue implements CallQueue {

    /** How long a permit may be used after its slot has opened, in nanoseconds. */
    static final long HOLD = 500_000_000;

    /** How long before its opening a Commit may book a slot, in nanoseconds. */
    static final long BOOKED_AHEAD = 250_000_000;

    /** A call that does not wait in line still waits for the database. */
    private static final Duration AT_ONCE = Duration.ofMillis(250);

    private final WaitingRoom room;
    private final Clerk clerk;
    private final PrepareTimes prepares;
    private final LongSupplier nanoTime;
    private final int calls;

    SharedQueue(
            WaitingRoom room,
            Clerk clerk,
            PrepareTimes prepares,
            LongSupplier nanoTime,
            int calls) {
        this.room = room;
        this.clerk = clerk;
        this.prepares = prepares;
        this.nanoTime = nanoTime;
        this.calls = calls;
    }

    /** How long before its opening a slot is reserved for a call of that lane. */
    static long ahead(Lane lane) {
        return switch (lane) {
            case URGENT -> BOOKED_AHEAD;
            case PAIRED, ORDINARY, LEISURELY -> CALLED_UP;
            case SPARE -> 0;
        };
    }

    @Override
    public Optional<Permit> permit(Lane lane, Deadline deadline) throws InterruptedException {
        return room.await(Waiter.of(lane), deadline).map(Permit::new);
    }

    @Override
    public Optional<PairPermit> pair(Deadline deadline) throws InterruptedException {
        UUID claim = UUID.randomUUID();
        return room.await(Waiter.prepare(claim), deadline)
                .map(it -> new PairPermit(new Permit(it), new CommitClaim(new Claimed(claim))));
    }

    @Override
    public Optional<Permit> permitNow(Lane lane) {
        try {
            return room.await(Waiter.now(lane), Deadline.in(AT_ONCE)).map(Permit::new);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void exceeded() {
        room.note(new SlotTable.Note.Exceeded());
    }

    @Override
    public int waiting() {
        return room.waiting();
    }

    @Override
    public int open() {
        SlotTable.Answer last = clerk.last();
        return last == null ? 0 : last.vacant();
    }

    @Override
    public Usage usage() {
        SlotTable.@Nullable Answer last = clerk.last();
        int limit = last == null ? calls : last.calls();
        int queued = waiting();
        // Behind each Prepare that waits comes its Commit.
        long before = queued + room.waiting(Lane.PAIRED) + 1L - open();
        return new Usage(
                limit,
                last == null ? 0 : last.used(),
                queued,
                CallBudgets.REST.multipliedBy(Math.max(0, before)).dividedBy(limit));
    }

    /** A Commit that will come. */
    private final class Claimed implements CommitClaim.Claimed {
        private final UUID claim;
        private final long started = nanoTime.getAsLong();
        private boolean expected = true;

        Claimed(UUID claim) {
            this.claim = claim;
        }

        @Override
        public Optional<Permit> permit(Deadline deadline) throws InterruptedException {
            if (isExpected()) {
                prepares.took(nanoTime.getAsLong() - started);
            }
            return room.await(Waiter.commit(claim), deadline).map(Permit::new);
        }

        @Override
        public void drop() {
            if (isExpected()) {
                room.note(new SlotTable.Note.Dropped(claim));
            }
        }

        /** Whether it was still expected; it is not any more. */
        private synchronized boolean isExpected() {
            boolean was = expected;
            expected = false;
            return was;
        }
    }
}
