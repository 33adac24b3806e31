package dev.sessionkill.throttle;

import java.util.concurrent.locks.LockSupport;

/**
 * Leave for one call, as soon as {@link #awaitOpening} returns. Its slot is held from the moment of
 * the grant until the call has been handed to the network, and rests from then on; so a thread that
 * is paused in between shifts its slot and can never make two calls arrive too close together.
 * Closing an unsent permit gives the slot back.
 */
public final class Permit implements AutoCloseable {

    private final CallQueue queue;
    private final SlidingWindow.Slot slot;
    private boolean over;

    Permit(CallQueue queue, SlidingWindow.Slot slot) {
        this.queue = queue;
        this.slot = slot;
    }

    /** Waits out what is left of the slot's rest: the call may leave when this returns. */
    public void awaitOpening() {
        for (long left = queue.untilOpen(slot); left > 0; left = queue.untilOpen(slot)) {
            LockSupport.parkNanos(left);
        }
    }

    /** The call has left, or may have. Once is enough; later calls change nothing. */
    public synchronized void sent() {
        if (!over) {
            over = true;
            queue.sent(slot);
        }
    }

    /** Gives the slot back unless the call was sent. */
    @Override
    public synchronized void close() {
        if (!over) {
            over = true;
            queue.giveBack(slot);
        }
    }
}
