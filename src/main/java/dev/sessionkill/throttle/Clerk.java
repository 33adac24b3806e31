package dev.sessionkill.throttle;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Asks the database for slots, for one call of this process at a time, the most important first,
 * and writes down what became of them. One thread runs it.
 */
final class Clerk {

    private static final Logger log = LoggerFactory.getLogger(Clerk.class);

    /**
     * How often to look when nobody asks, so that a step of the clock is found and what is believed
     * of it stays precise.
     */
    static final long LOOK_EVERY = 1_000_000_000;

    /** A slot may open earlier than was told, if another replica gives it back. */
    static final long ASK_AGAIN = 100_000_000;

    /** Not sooner than that, in nanoseconds: a slot is expected any moment. */
    private static final long PAUSE = 1_000_000;

    private final WaitingRoom room;
    private final SlotTable table;
    private final DatabaseClock clock;
    private final PrepareTimes prepares;
    private final LongSupplier nanoTime;
    private volatile SlotTable.@Nullable Answer last;
    private long lookAt;
    private @Nullable Lane postponed;
    private long askAt;
    private boolean failing;

    Clerk(
            WaitingRoom room,
            SlotTable table,
            DatabaseClock clock,
            PrepareTimes prepares,
            LongSupplier nanoTime) {
        this.room = room;
        this.table = table;
        this.clock = clock;
        this.prepares = prepares;
        this.nanoTime = nanoTime;
        this.lookAt = nanoTime.getAsLong();
    }

    /** How the budget stood when the database was asked last. */
    SlotTable.@Nullable Answer last() {
        return last;
    }

    /**
     * Does what is to be done now.
     *
     * @return after how many nanoseconds there is something to do, unless somebody comes before
     */
    long round() {
        try {
            long again = clock.quarantine(nanoTime.getAsLong());
            if (again <= 0) {
                again = serve();
            }
            write();
            again = Math.min(again, look());
            failing = false;
            return again;
        } catch (DataAccessException e) {
            if (!failing) {
                log.warn(
                        "The budget cannot be read ({}): no call leaves until the database is"
                                + " back.",
                        e.getClass().getSimpleName());
            }
            failing = true;
            table.reconnect();
            long now = nanoTime.getAsLong();
            clock.lost(now);
            lookAt = now + LOOK_EVERY / 2;
            return LOOK_EVERY / 2;
        }
    }

    /** Writes what is left and leaves. */
    void close() {
        try {
            write();
        } catch (DataAccessException e) {
            log.debug("Slots stay held until they open by themselves.", e);
        }
        table.close();
    }

    private long serve() {
        Optional<Waiter> first = room.first();
        if (first.isEmpty()) {
            return LOOK_EVERY;
        }
        Waiter waiter = first.get();
        long early = askAt - nanoTime.getAsLong();
        if (waiter.lane() == postponed && waiter.patient() && early > 0) {
            return early;
        }
        SlotTable.Wish wish =
                new SlotTable.Wish(
                        waiter.lane(),
                        waiter.ahead(),
                        waiter.claim(),
                        waiter.arrived(),
                        prepares.takes(),
                        prepares.slack());
        Sight sight = ask(wish);
        if (sight.answer().reservation().isPresent()) {
            hand(waiter, sight.answer().reservation().get(), sight.trusted());
        } else if (waiter.patient()) {
            postpone(waiter, sight.answer().next());
        } else {
            room.answer(waiter, Optional.empty());
        }
        return Math.max(0, clock.quarantine(nanoTime.getAsLong()));
    }

    private void hand(Waiter waiter, SlotTable.Reservation reservation, boolean trusted) {
        ReservedSlot slot = new ReservedSlot(reservation, clock, room, nanoTime);
        if (!trusted || !room.answer(waiter, Optional.of(slot))) {
            slot.giveBack();
            UUID claim = waiter.claim();
            if (claim != null) {
                room.note(new SlotTable.Note.Dropped(claim));
            }
        }
    }

    private void postpone(Waiter waiter, long opens) {
        long now = nanoTime.getAsLong();
        long wait = clock.reached(opens, now) - waiter.ahead() - now;
        postponed = waiter.lane();
        askAt = now + Math.clamp(wait, PAUSE, ASK_AGAIN);
    }

    private Sight ask(SlotTable.Wish wish) {
        long sent = nanoTime.getAsLong();
        SlotTable.Answer answer = table.reserve(wish);
        long answered = nanoTime.getAsLong();
        last = answer;
        lookAt = answered + LOOK_EVERY;
        return new Sight(answer, clock.saw(sent, answer, answered));
    }

    /** An answer, and whether it may be used. */
    private record Sight(SlotTable.Answer answer, boolean trusted) {}

    private void write() {
        List<SlotTable.Note> notes = room.takeNotes();
        if (!notes.isEmpty()) {
            table.write(notes);
            // Something may have been given back.
            postponed = null;
        }
    }

    private long look() {
        long left = lookAt - nanoTime.getAsLong();
        if (left > 0) {
            return left;
        }
        ask(new SlotTable.Wish(Lane.URGENT, -1, null, null, 0, 0));
        return LOOK_EVERY;
    }
}
