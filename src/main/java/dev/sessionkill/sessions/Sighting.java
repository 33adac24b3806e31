package dev.sessionkill.sessions;

import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.dbbrain.ProcessRow;
import java.time.Instant;
import java.util.Map;

/** What a look at some sessions brought. */
public sealed interface Sighting {

    /**
     * They were looked for, each one conclusively.
     *
     * @param present those that are there; the others asked for are gone
     * @param asOf when the list left us; what it shows is not older
     * @param later for those that were asked for by their ids after that, when that was
     */
    record Seen(Map<ThreadId, ProcessRow> present, Instant asOf, Map<ThreadId, Instant> later)
            implements Sighting {

        public Seen {
            present = Map.copyOf(present);
            later = Map.copyOf(later);
        }

        /** A time that is not later than what is seen of that session, and as late as possible. */
        public Instant asOf(ThreadId thread) {
            return later.getOrDefault(thread, asOf);
        }
    }

    /**
     * It could not be found out, at least not for all of them.
     *
     * @param failure why
     * @param reason what that means for another look
     */
    record Unreadable(Failure failure, Reason reason) implements Sighting {

        /** Whether it may be found out later. */
        public boolean retryable() {
            return reason != Reason.REFUSED;
        }
    }

    /** Why nothing was found out. */
    enum Reason {
        /** No list came. */
        NO_ANSWER,
        /** The vendor does not show such lists to us. */
        REFUSED,
        /** What the list shows of one of them cannot be; of others it may show what is true. */
        CONTRADICTORY
    }
}
