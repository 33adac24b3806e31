package dev.sessionkill.throttle;

import dev.sessionkill.core.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Callers that each run a Prepare and its Commit, again and again, as fast as a budget lets them.
 */
final class Saturation {

    private static final Duration ROUND_TRIP = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final CallBudget budget;
    private final LongConsumer ledger;
    private final BooleanSupplier goesOn;

    /**
     * @param ledger is told when each call was sent
     * @param goesOn whether to begin another kill
     */
    Saturation(CallBudget budget, LongConsumer ledger, BooleanSupplier goesOn) {
        this.budget = budget;
        this.ledger = ledger;
        this.goesOn = goesOn;
    }

    void run(int callers) {
        Thread[] threads = new Thread[callers];
        for (int i = 0; i < callers; i++) {
            threads[i] = Thread.ofVirtual().start(this::call);
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call() {
        try {
            while (goesOn.getAsBoolean()) {
                Optional<PairPermit> pair = budget.pair(Deadline.in(PATIENCE));
                if (pair.isPresent()) {
                    kill(pair.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void kill(PairPermit pair) throws InterruptedException {
        try (CommitClaim claim = pair.commit()) {
            if (!sent(pair.prepare())) {
                return;
            }
            answered();
            for (Optional<Permit> it = claim.permit(Deadline.in(PATIENCE));
                    it.isPresent();
                    it = claim.permit(Deadline.in(PATIENCE))) {
                if (sent(it.get())) {
                    answered();
                    return;
                }
            }
        }
    }

    private boolean sent(Permit granted) {
        try (Permit permit = granted) {
            boolean leaves = permit.mayLeave();
            if (leaves) {
                ledger.accept(System.nanoTime());
                permit.sent();
            }
            return leaves;
        }
    }

    private static void answered() {
        long until =
                System.nanoTime()
                        + ROUND_TRIP.toNanos()
                        + ThreadLocalRandom.current().nextLong(20_000_000);
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
