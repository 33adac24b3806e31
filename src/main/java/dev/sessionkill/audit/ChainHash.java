package dev.sessionkill.audit;

import dev.sessionkill.core.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The hash of an event: SHA-256 over the 32 bytes of the hash before it and then, for each of seq,
 * at, kind, caller, killId and data in this order, the length of the field in bytes as four bytes,
 * the highest first, and the field in UTF-8. The two numbers are written in decimal digits, the
 * time in epoch milliseconds. An absent killId has the length 0xffffffff and no bytes, so that it
 * is not the same as an empty one.
 *
 * <p>Not safe for use by several threads.
 */
final class ChainHash {

    private static final HexFormat HEX = HexFormat.of();
    private static final int ABSENT = -1;

    private final MessageDigest sha256 = Sha256.begin();
    private byte[] bytes = new byte[1024];
    private int length;

    /** The hash that the event must have, whatever hash it claims. */
    String of(RecordedEvent event) {
        return of(event, event.seq());
    }

    /** The hash that it would have under another number. */
    String of(RecordedEvent event, long seq) {
        byte[] prev = HEX.parseHex(event.prev());
        length = 0;
        reserve(prev.length);
        System.arraycopy(prev, 0, bytes, 0, prev.length);
        length = prev.length;
        field(Long.toString(seq));
        field(Long.toString(event.at()));
        field(event.kind());
        field(event.caller());
        field(event.killId());
        field(event.data());
        sha256.update(bytes, 0, length);
        return HEX.formatHex(sha256.digest());
    }

    private void field(@Nullable String text) {
        if (text == null) {
            number(ABSENT);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    private void number(int number) {
        reserve(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (number >>> shift);
        }
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
