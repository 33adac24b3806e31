package dev.sessionkill.sandbox;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** Reads HTTP/1.1 requests (RFC 9112), as much of it as a client of DBbrain needs. */
final class RequestReader {

    /** What came. */
    sealed interface Incoming {
        record Understood(WireRequest request) implements Incoming {}

        record Refused(int status) implements Incoming {}

        record End() implements Incoming {}
    }

    private static final int MAX_HEAD = 16 * 1024;
    private static final int MAX_BODY = 1024 * 1024;
    private static final List<String> ONLY_ONCE =
            List.of("authorization", "content-length", "content-type", "host");
    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) (/\\S*) HTTP/1\\.1");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~\\w-]+):(.*)");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");

    private final InputStream in;
    private final LongSupplier ticker;
    private final int connection;
    private int ordinal;

    RequestReader(InputStream in, LongSupplier ticker, int connection) {
        this.in = new BufferedInputStream(in);
        this.ticker = ticker;
        this.connection = connection;
    }

    Incoming next() throws IOException {
        int first = in.read();
        long firstByteAt = ticker.getAsLong();
        if (first < 0) {
            return new Incoming.End();
        }
        ordinal++;
        StringBuilder head = new StringBuilder().append((char) first);
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            if (head.length() == MAX_HEAD) {
                return new Incoming.Refused(431);
            }
            head.append(octet());
        }
        return afterHead(
                List.of(head.substring(0, head.length() - 4).split("\r\n", -1)), firstByteAt);
    }

    private Incoming afterHead(List<String> lines, long firstByteAt) throws IOException {
        var line = REQUEST_LINE.matcher(lines.getFirst());
        Map<String, String> headers = new TreeMap<>();
        if (!line.matches() || !readHeaders(lines.subList(1, lines.size()), headers)) {
            return new Incoming.Refused(400);
        }
        if (!headers.containsKey("host")) {
            return new Incoming.Refused(400);
        }
        if (headers.containsKey("transfer-encoding")) {
            return new Incoming.Refused(411);
        }
        if (headers.containsKey("expect")) {
            return new Incoming.Refused(417);
        }
        String length = headers.get("content-length");
        if (length == null && line.group(1).equals("POST")) {
            return new Incoming.Refused(411);
        }
        if (length != null && !LENGTH.matcher(length).matches()) {
            return new Incoming.Refused(400);
        }
        int size = length == null ? 0 : Integer.parseInt(length);
        if (size > MAX_BODY) {
            return new Incoming.Refused(413);
        }
        byte[] body = in.readNBytes(size);
        if (body.length < size) {
            return new Incoming.End();
        }
        return new Incoming.Understood(
                new WireRequest(
                        line.group(1),
                        line.group(2).replaceFirst("\\?.*", ""),
                        headers,
                        new String(body, StandardCharsets.ISO_8859_1),
                        firstByteAt,
                        ticker.getAsLong(),
                        connection,
                        ordinal));
    }

    private static boolean readHeaders(List<String> lines, Map<String, String> headers) {
        for (String text : lines) {
            var header = HEADER.matcher(text);
            if (!header.matches()) {
                return false;
            }
            String name = header.group(1).toLowerCase(Locale.ROOT);
            String value = header.group(2).strip();
            if (headers.merge(name, value, (one, other) -> one + ", " + other).length()
                            != value.length()
                    && ONLY_ONCE.contains(name)) {
                return false;
            }
        }
        return true;
    }

    private char octet() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("the peer went away within the head");
        }
        return (char) octet;
    }
}
