package dev.sessionkill.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Times as RFC 3339 writes them, in bodies and in queries. Java's own readers also take numbers,
 * times without seconds and offsets with them.
 */
final class Times {

    static final String EXAMPLE = "2026-11-22T09:00:00Z";

    /** A year of more digits is out of every range, which says more than that it is no time. */
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:[0-9]{4}|[+-][1-9][0-9]{4,8})-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}"
                        + "(?:\\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})");

    private static final String LEAP_SECOND = ":60(?=[.Z+-])";

    private Times() {}

    /**
     * Reads one. Java's clock has no leap seconds, so one is the second after it (RFC 3339, section
     * 5.7 and appendix D).
     */
    static Instant parse(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (!FORM.matcher(upper).matches()) {
            throw new DateTimeException("not in the form of RFC 3339");
        }
        String common = upper.replaceFirst(LEAP_SECOND, ":59");
        OffsetDateTime time = OffsetDateTime.parse(common).withOffsetSameInstant(ZoneOffset.UTC);
        if (common.equals(upper)) {
            return time.toInstant();
        }
        OffsetDateTime next = time.plusSeconds(1);
        if (next.getDayOfMonth() != 1 || next.getHour() != 0 || next.getMinute() != 0) {
            throw new DateTimeException("not where a leap second may be");
        }
        return next.toInstant();
    }
}
