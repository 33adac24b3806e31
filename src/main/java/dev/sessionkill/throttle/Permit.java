package dev.sessionkill.throttle;

import java.util.concurrent.locks.LockSupport;

/**
 * Leave for one call, once {@link #mayLeave} has said so. Its slot is held from the moment of the
 * grant until the call has been handed to the network, and rests from then on. Closing an unsent
 * permit gives the slot back.
 */
public final class Permit implements AutoCloseable {

    private final HeldSlot slot;
    private boolean over;

    Permit(HeldSlot slot) {
        this.slot = slot;
    }

    /**
     * Waits out what is left of the slot's rest. To be asked at the last instant before the first
     * byte leaves.
     *
     * @return false when the permit has become worthless, because it was used too late or the
     *     clocks it was measured with can no longer be trusted; the call must not be sent
     */
    public boolean mayLeave() {
        boolean interrupted = false;
        try {
            for (long left = slot.untilOpen(); left > 0; left = slot.untilOpen()) {
                LockSupport.parkNanos(left);
                // Parking ends at once while the flag is set.
                interrupted |= Thread.interrupted();
            }
            return slot.isGood();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The call has left, or may have. Once is enough; later calls change nothing. */
    public synchronized void sent() {
        if (!over) {
            over = true;
            slot.sent();
        }
    }

    /** Spends the permit, for a call that leaves right after; one that may not leave is closed. */
    boolean spend() {
        try (this) {
            boolean leaves = mayLeave();
            if (leaves) {
                sent();
            }
            return leaves;
        }
    }

    /** Gives the slot back unless the call was sent. */
    @Override
    public synchronized void close() {
        if (!over) {
            over = true;
            slot.giveBack();
        }
    }
}
