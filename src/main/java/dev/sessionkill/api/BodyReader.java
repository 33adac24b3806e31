package dev.sessionkill.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Reads a request's body, for a bounded time as a whole: Tomcat's own timeout is between two bytes,
 * and a body that trickles would hold for hours a place that others need.
 */
final class BodyReader {

    static final int MOST = 64 * 1024;
    static final Duration TIME = Duration.ofSeconds(10);

    /**
     * What is too large is still read so far: who closes a connection on which somebody sends also
     * takes away the answer.
     */
    static final int DRAINED = 2 << 20;

    private final LongSupplier nanoTime;

    BodyReader(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What reading came to. */
    sealed interface Body {

        /** All of it. */
        final class Whole implements Body {
            private final byte[] bytes;

            private Whole(byte[] bytes) {
                this.bytes = bytes;
            }

            byte[] bytes() {
                return bytes;
            }
        }

        /** It has more than {@link #MOST} bytes. */
        record TooLarge() implements Body {}

        /** It was not all there after {@link #TIME}. */
        record TooSlow() implements Body {}
    }

    /**
     * Reads it.
     *
     * @param announced its {@code Content-Length}; negative when there is none
     */
    Body read(InputStream stream, long announced) throws IOException {
        if (announced > DRAINED) {
            return new Body.TooLarge();
        }
        long begun = nanoTime.getAsLong();
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] piece = new byte[1024];
        int length = 0;
        while (length < DRAINED) {
            int read = stream.read(piece);
            if (read < 0) {
                return length > MOST ? new Body.TooLarge() : new Body.Whole(kept.toByteArray());
            }
            if (nanoTime.getAsLong() - begun > TIME.toNanos()) {
                return new Body.TooSlow();
            }
            length += read;
            if (length <= MOST) {
                kept.write(piece, 0, read);
            }
        }
        return new Body.TooLarge();
    }
}
