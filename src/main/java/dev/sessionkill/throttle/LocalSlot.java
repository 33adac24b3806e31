package dev.sessionkill.throttle;

import java.util.function.LongSupplier;

/**
 * A slot in memory, held without an end: a thread that is paused shifts its slot and can never make
 * two calls arrive too close together.
 *
 * @param queue to be told of every change
 * @param schedule the slot is of
 */
record LocalSlot(
        LocalQueue queue, Schedule schedule, SlidingWindow.Slot slot, LongSupplier nanoTime)
        implements HeldSlot {

    @Override
    public long untilOpen() {
        return slot.opensAt() - nanoTime.getAsLong();
    }

    @Override
    public boolean isGood() {
        return true;
    }

    @Override
    public void sent() {
        queue.change(() -> schedule.use(slot, nanoTime.getAsLong()));
    }

    @Override
    public void giveBack() {
        queue.change(() -> schedule.giveBack(slot));
    }
}
