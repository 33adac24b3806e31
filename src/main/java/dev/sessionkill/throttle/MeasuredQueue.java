package dev.sessionkill.throttle;

import dev.sessionkill.core.Deadline;
import java.time.Duration;
import java.util.Optional;

/** A queue that tells its meters how long calls waited in it. */
final class MeasuredQueue implements CallQueue {

    private final CallQueue queue;
    private final BudgetMeters meters;

    MeasuredQueue(CallQueue queue, BudgetMeters meters) {
        this.queue = queue;
        this.meters = meters;
    }

    /** Something to wait for. */
    private interface Wait<T> {
        Optional<T> end() throws InterruptedException;
    }

    private <T> Optional<T> measured(Lane lane, Wait<T> wait) throws InterruptedException {
        long start = System.nanoTime();
        Optional<T> got = wait.end();
        if (got.isPresent()) {
            meters.granted(lane, Duration.ofNanos(System.nanoTime() - start));
        } else {
            meters.expired(lane);
        }
        return got;
    }

    @Override
    public Optional<Permit> permit(Lane lane, Deadline deadline) throws InterruptedException {
        return measured(lane, () -> queue.permit(lane, deadline));
    }

    @Override
    public Optional<PairPermit> pair(Deadline deadline) throws InterruptedException {
        return measured(Lane.PAIRED, () -> queue.pair(deadline))
                .map(it -> new PairPermit(it.prepare(), new CommitClaim(new Claimed(it.commit()))));
    }

    @Override
    public Optional<Permit> permitNow(Lane lane) {
        return queue.permitNow(lane);
    }

    @Override
    public void exceeded() {
        queue.exceeded();
    }

    @Override
    public int waiting() {
        return queue.waiting();
    }

    @Override
    public int open() {
        return queue.open();
    }

    @Override
    public Usage usage() {
        return queue.usage();
    }

    /** A Commit that will come. */
    private final class Claimed implements CommitClaim.Claimed {
        private final CommitClaim claim;

        Claimed(CommitClaim claim) {
            this.claim = claim;
        }

        @Override
        public Optional<Permit> permit(Deadline deadline) throws InterruptedException {
            return measured(Lane.URGENT, () -> claim.permit(deadline));
        }

        @Override
        public void drop() {
            claim.close();
        }
    }
}
