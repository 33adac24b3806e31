package dev.sessionkill.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as a line of an export: JSON whose fields stand in one order without space, so that the
 * bytes of data that were hashed can be cut out of it.
 */
final class EventLine {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int TIME_LENGTH = 24;
    private static final int HASH_LENGTH = 64;
    private static final String PREV = ",\"prev\":\"";
    private static final String HASH = "\",\"hash\":\"";
    private static final String END = "\"}";
    private static final int TAIL =
            PREV.length() + HASH_LENGTH + HASH.length() + HASH_LENGTH + END.length();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String line;
    private int at;

    private EventLine(String line) {
        this.line = line;
    }

    /** Without the end of the line. */
    static String of(RecordedEvent event) {
        return "{\"seq\":"
                + event.seq()
                + ",\"at\":\""
                + time(event.at())
                + "\",\"kind\":\""
                + event.kind()
                + "\",\"caller\":"
                + CanonicalJson.of(event.caller())
                + ",\"killId\":"
                + CanonicalJson.of(event.killId())
                + ",\"data\":"
                + event.data()
                + PREV
                + event.prev()
                + HASH
                + event.hash()
                + END;
    }

    /** The event of a line; empty when it is not written as {@link #of} writes. */
    static Optional<RecordedEvent> read(String line) {
        try {
            return Optional.of(new EventLine(line).event());
        } catch (IllegalArgumentException | DateTimeException | JacksonException e) {
            return Optional.empty();
        }
    }

    static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    private RecordedEvent event() {
        int tail = line.length() - TAIL;
        expect("{\"seq\":");
        long seq = Long.parseLong(until(",\"at\":\""));
        long time = time();
        expect("\",\"kind\":\"");
        String kind = until("\",\"caller\":");
        String caller = string();
        expect(",\"killId\":");
        String kill = line.startsWith("null", at) ? nothing() : string();
        expect(",\"data\":");
        if (caller == null || tail < at) {
            throw new IllegalArgumentException("cut off");
        }
        String data = line.substring(at, tail);
        at = tail;
        expect(PREV);
        String prev = fixed(HASH_LENGTH);
        expect(HASH);
        String hash = fixed(HASH_LENGTH);
        expect(END);
        return new RecordedEvent(seq, time, kind, caller, kill, data, prev, hash);
    }

    private void expect(String text) {
        if (!line.startsWith(text, at)) {
            throw new IllegalArgumentException("not an event of the record");
        }
        at += text.length();
    }

    private String until(String text) {
        int end = line.indexOf(text, at);
        if (end < 0) {
            throw new IllegalArgumentException("not an event of the record");
        }
        String before = line.substring(at, end);
        at = end + text.length();
        return before;
    }

    private String fixed(int length) {
        if (at + length > line.length()) {
            throw new IllegalArgumentException("cut off");
        }
        String text = line.substring(at, at + length);
        at += length;
        return text;
    }

    private @Nullable String nothing() {
        at += "null".length();
        return null;
    }

    /** A string in JSON; most need nothing unescaped. */
    private String string() {
        expect("\"");
        int end = at;
        boolean plain = true;
        while (end < line.length() && line.charAt(end) != '"') {
            if (line.charAt(end) == '\\') {
                plain = false;
                end++;
            }
            end++;
        }
        if (end >= line.length()) {
            throw new IllegalArgumentException("cut off");
        }
        String text = line.substring(at, end);
        at = end + 1;
        return plain ? text : JSON.readValue('"' + text + '"', String.class);
    }

    /** The formatter's own way of reading would take most of a verification's time. */
    private long time() {
        String text = fixed(TIME_LENGTH);
        if (text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || text.charAt(19) != '.'
                || text.charAt(23) != 'Z') {
            throw new IllegalArgumentException("not a time");
        }
        LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        LocalTime time =
                LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
        return day.toEpochSecond(time, ZoneOffset.UTC) * 1000 + number(text, 20, 23);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("not a time");
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
