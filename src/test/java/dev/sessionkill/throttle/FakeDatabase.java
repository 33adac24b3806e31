package dev.sessionkill.throttle;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Slots in memory, with a clock that a test can set and a memory that it can take away. Lanes and
 * claims play no part: what is at stake is who sends when.
 */
final class FakeDatabase {

    private static final long FAR = DatabaseClock.QUARANTINE + CallBudgets.REST.toNanos();

    private final long[] free;
    private final long[] turn;
    private long[] saved;

    /** The true time, in nanoseconds. */
    long time;

    /** What its clock is ahead of the true time. */
    long offset = 1_795_000_000_000_000_000L;

    /** Which run of which server it is. */
    String server = "first";

    boolean down;

    /** What the database is told, but never writes. */
    boolean forgetful;

    FakeDatabase(int slots) {
        free = new long[slots];
        turn = new long[slots];
        saved = free.clone();
    }

    SlotTable connection() {
        return new Connection();
    }

    /** What a standby has got by now. */
    void save() {
        saved = free.clone();
    }

    /** The standby takes over. */
    void failOver() {
        forget();
        server += "+";
    }

    void forget() {
        System.arraycopy(saved, 0, free, 0, free.length);
    }

    private long now() {
        return time + offset;
    }

    private final class Connection implements SlotTable {

        @Override
        public Answer reserve(Wish wish) {
            available();
            int first = 0;
            for (int i = 1; i < free.length; i++) {
                first = opens(i) < opens(first) ? i : first;
            }
            long before = opens(first);
            Optional<Reservation> reservation = Optional.empty();
            if (Math.max(before, now()) <= now() + wish.ahead()) {
                long start = Math.max(before, now());
                free[first] = start + SharedQueue.HOLD + CallBudgets.REST.toNanos();
                turn[first]++;
                reservation =
                        Optional.of(
                                new Reservation(first, turn[first], start, before, free[first]));
            }
            int vacant = (int) Arrays.stream(free).filter(it -> it <= now()).count();
            return new Answer(now(), server, free.length, vacant, 0, before, reservation);
        }

        private long opens(int slot) {
            return free[slot] > now() + FAR ? 0 : free[slot];
        }

        @Override
        public void write(List<Note> notes) {
            available();
            if (forgetful) {
                return;
            }
            for (Note note : notes) {
                switch (note) {
                    case Note.Sent(Reservation it, long at) ->
                            set(it, at + CallBudgets.REST.toNanos());
                    case Note.Unsent(Reservation it) -> set(it, it.before());
                    case Note.Dropped _, Note.Exceeded _ -> {}
                }
            }
        }

        private void set(Reservation it, long opens) {
            if (turn[it.slot()] == it.turn() && free[it.slot()] == it.free()) {
                free[it.slot()] = opens;
            }
        }

        private void available() {
            if (down) {
                throw new TransientDataAccessResourceException("down");
            }
        }

        @Override
        public void reconnect() {}

        @Override
        public void close() {}
    }
}
