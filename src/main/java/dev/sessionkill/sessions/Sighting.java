package dev.sessionkill.sessions;

import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.dbbrain.ProcessRow;
import java.util.Map;

/** What a look at some sessions brought. */
public sealed interface Sighting {

    /**
     * They were looked for, each one conclusively.
     *
     * @param present those that are there; the others asked for are gone
     */
    record Seen(Map<ThreadId, ProcessRow> present) implements Sighting {

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
