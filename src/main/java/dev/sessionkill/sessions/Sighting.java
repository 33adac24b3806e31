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
     */
    record Seen(Map<ThreadId, ProcessRow> present, Instant asOf) implements Sighting {

        public Seen {
            present = Map.copyOf(present);
        }
    }

    /**
     * It could not be found out, at least not for all of them.
     *
     * @param failure why
     */
    record Unreadable(Failure failure) implements Sighting {}
}
