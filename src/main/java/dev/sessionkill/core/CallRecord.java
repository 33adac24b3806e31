package dev.sessionkill.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call as it went, for the record.
 *
 * @param stage what was asked
 * @param attempt 1 for the first sending, 2 for the next
 * @param sentAt when it was sent
 * @param millis from sending to answer or failure, in milliseconds
 * @param requestId the vendor's id of the request, if it gave one
 * @param code the vendor's error code; null for success and for failures that have none
 */
public record CallRecord(
        Stage stage,
        int attempt,
        Instant sentAt,
        long millis,
        @Nullable String requestId,
        @Nullable String code) {}
