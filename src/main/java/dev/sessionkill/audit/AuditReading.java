package dev.sessionkill.audit;

import java.util.List;

/** What became of the wish to read the record. */
public sealed interface AuditReading {

    /**
     * A part of it.
     *
     * @param events in their order
     */
    record Page(List<RecordedEvent> events) implements AuditReading {
        public Page {
            events = List.copyOf(events);
        }
    }

    /** That it is read could not be recorded, so it is not shown. */
    record Unrecorded() implements AuditReading {}
}
