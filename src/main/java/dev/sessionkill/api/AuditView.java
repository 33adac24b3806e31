package dev.sessionkill.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.sessionkill.audit.RecordedEvent;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events of the record as callers see them. */
@Schema(name = "AuditEvents", description = "Events of the record, in their order.")
record AuditView(
        List<Event> events,
        @Schema(
                        description =
                                "Send it as after for what follows; null when nothing does at"
                                        + " present.")
                @Nullable Long next) {

    /** One event. */
    @Schema(name = "AuditEvent", description = "What was asked, sent, answered or decided.")
    record Event(
            @Schema(description = "Its number; there are no gaps.") long seq,
            Instant at,
            String kind,
            @Schema(example = "sub:ops-portal") String caller,
            @Schema(format = "uuid") @Nullable String killId,
            @Schema(implementation = Map.class, description = "The particulars of its kind.")
                    @JsonRawValue
                    String data) {

        private static Event of(RecordedEvent it) {
            return new Event(
                    it.seq(),
                    Instant.ofEpochMilli(it.at()),
                    it.kind(),
                    it.caller(),
                    it.killId(),
                    it.data());
        }
    }

    /**
     * @param limit how many there could have been
     */
    static AuditView of(List<RecordedEvent> events, int limit) {
        return new AuditView(
                events.stream().map(Event::of).toList(),
                events.size() < limit ? null : Long.valueOf(events.getLast().seq()));
    }
}
