package dev.sessionkill.throttle;

import java.util.function.LongSupplier;

/**
 * A slot of the table. It is held for a bounded time, since its holder may die: a call that is late
 * must not leave, and takes another permit.
 */
final class ReservedSlot implements HeldSlot {

    private final SlotTable.Reservation reservation;
    private final DatabaseClock clock;
    private final WaitingRoom room;
    private final LongSupplier nanoTime;
    private final long era;

    ReservedSlot(
            SlotTable.Reservation reservation,
            DatabaseClock clock,
            WaitingRoom room,
            LongSupplier nanoTime) {
        this.reservation = reservation;
        this.clock = clock;
        this.room = room;
        this.nanoTime = nanoTime;
        this.era = clock.era();
    }

    @Override
    public long untilOpen() {
        long now = nanoTime.getAsLong();
        return clock.era() == era ? clock.reached(reservation.start(), now) - now : 0;
    }

    @Override
    public boolean isGood() {
        long latest = reservation.start() + SharedQueue.HOLD;
        return clock.isNotPast(latest, nanoTime.getAsLong()) && clock.era() == era;
    }

    @Override
    public void sent() {
        // When nothing is known of the clock, the slot stays held as long as it was reserved.
        clock.latest(nanoTime.getAsLong())
                .ifPresent(it -> room.note(new SlotTable.Note.Sent(reservation, it)));
    }

    @Override
    public void giveBack() {
        room.note(new SlotTable.Note.Unsent(reservation));
    }
}
