package dev.sessionkill.throttle;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * The slots in the database. Times are nanoseconds of the database's clock, which may be set at any
 * moment.
 */
interface SlotTable extends AutoCloseable {

    /**
     * Reserves the slot that opens first, if the rule of the wish's lane lets it go, and tells how
     * the budget stands.
     *
     * @throws DataAccessException when it failed; a slot may be reserved all the same
     */
    Answer reserve(Wish wish);

    /**
     * Writes down what became of reservations. What was written before, or concerns a reservation
     * that has been overtaken, changes nothing.
     *
     * @throws DataAccessException when it failed; parts may be written
     */
    void write(List<Note> notes);

    /** Leaves the connection: what comes next goes over a new one. */
    void reconnect();

    @Override
    void close();

    /**
     * What somebody in line asks for.
     *
     * @param lane its lane
     * @param ahead how long before its opening a slot may be reserved; negative for a mere look
     * @param claim the claim to enter for its Commit
     * @param arrived the claim to delete, because its Commit is what asks
     * @param takes how long a Prepare is expected to take
     * @param slack how much later than expected a Commit may find its opening
     */
    record Wish(
            Lane lane,
            long ahead,
            @Nullable UUID claim,
            @Nullable UUID arrived,
            long takes,
            long slack) {}

    /**
     * How the budget stands.
     *
     * @param now the database's clock while it answered
     * @param server which run of which server, and which connection to it; another one may have
     *     lost what was reserved with the one before
     * @param calls how many calls a second are in force
     * @param vacant how many slots are open
     * @param used how many slots were used in the last second
     * @param next when it makes sense to ask again, if nothing was reserved
     */
    record Answer(
            long now,
            String server,
            int calls,
            int vacant,
            int used,
            long next,
            Optional<Reservation> reservation) {}

    /**
     * A slot for one call.
     *
     * @param turn counts the reservations of the slot
     * @param start the call may leave from then on, for {@link SharedQueue#HOLD}
     * @param before when the slot opened before it was reserved
     * @param free when it opens again if nobody tells when it was used
     */
    record Reservation(int slot, long turn, long start, long before, long free) {}

    /** Something to be written down. */
    sealed interface Note {

        /** The call was sent, at that time at the latest. */
        record Sent(Reservation reservation, long at) implements Note {}

        /** The call was not sent: the slot opens as if it had not been reserved. */
        record Unsent(Reservation reservation) implements Note {}

        /** The claim's Commit will not come. */
        record Dropped(UUID claim) implements Note {}

        /** The vendor has counted more calls than all replicas sent. */
        record Exceeded() implements Note {}
    }
}
