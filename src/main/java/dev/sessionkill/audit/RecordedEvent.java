package dev.sessionkill.audit;

import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in the record.
 *
 * @param seq its number; the first is 1, and there are no gaps
 * @param at when it was recorded, in epoch milliseconds of the database's clock
 * @param kind what it is about, the name of an {@link AuditKind} of this or another version
 * @param caller on whose behalf
 * @param killId the kill that it belongs to, if any
 * @param data the particulars: JSON in the form of RFC 8785
 * @param prev the hash of the event before it, in lower-case hexadecimal digits
 * @param hash its own
 */
public record RecordedEvent(
        long seq,
        long at,
        String kind,
        String caller,
        @Nullable String killId,
        String data,
        String prev,
        String hash) {}
