package dev.sessionkill.throttle;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call in line for a slot of the table.
 *
 * @param lane where it stands
 * @param patient whether it waits when there is nothing for it at once
 * @param claim what to enter for its Commit, if it is a Prepare
 * @param arrived what was entered for it, if it is a Commit
 * @param answer its slot; empty when it is not to wait
 */
record Waiter(
        Lane lane,
        boolean patient,
        @Nullable UUID claim,
        @Nullable UUID arrived,
        CompletableFuture<Optional<HeldSlot>> answer) {

    static Waiter of(Lane lane) {
        return new Waiter(lane, true, null, null, new CompletableFuture<>());
    }

    static Waiter now(Lane lane) {
        return new Waiter(lane, false, null, null, new CompletableFuture<>());
    }

    static Waiter prepare(UUID claim) {
        return new Waiter(Lane.PAIRED, true, claim, null, new CompletableFuture<>());
    }

    static Waiter commit(UUID claim) {
        return new Waiter(Lane.URGENT, true, null, claim, new CompletableFuture<>());
    }

    /** How long before its opening a slot is reserved for it, in nanoseconds. */
    long ahead() {
        return patient ? SharedQueue.ahead(lane) : 0;
    }
}
