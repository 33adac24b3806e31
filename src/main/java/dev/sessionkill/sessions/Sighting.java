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
     */
    record Unreadable(Failure failure) implements Sighting {}
}
