package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.api.BodyReader.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BodyReaderTests {

    private final AtomicLong now = new AtomicLong(-7);
    private final BodyReader reader = new BodyReader(now::get);

    @Test
    void readsAWholeBodyInManyPieces() throws IOException {
        assertThat(reader.read(trickle(5_000, Duration.ofMillis(1)), -1))
                .isInstanceOfSatisfying(
                        Body.Whole.class, it -> assertThat(it.bytes()).hasSize(5_000));
    }

    @Test
    void givesUpOnABodyThatTrickles() throws IOException {
        InputStream body = trickle(60_000, Duration.ofSeconds(1));

        assertThat(reader.read(body, -1)).isEqualTo(new Body.TooSlow());
        assertThat(now.get()).isLessThan(BodyReader.TIME.plusSeconds(2).toNanos());
    }

    @Test
    void givesUpOnATooLargeBodyThatTrickles() throws IOException {
        InputStream body =
                new InputStream() {
                    private int read;

                    @Override
                    public int read() {
                        if (++read > BodyReader.MOST) {
                            now.addAndGet(Duration.ofSeconds(1).toNanos());
                        }
                        return 'x';
                    }

                    @Override
                    public int read(byte[] into, int from, int most) {
                        into[from] = (byte) read();
                        return 1;
                    }
                };

        assertThat(reader.read(body, -1)).isEqualTo(new Body.TooSlow());
    }

    @Test
    void readsOnlySoMuchOfABodyWithoutEnd() throws IOException {
        AtomicLong read = new AtomicLong();
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        read.incrementAndGet();
                        return 'x';
                    }

                    @Override
                    public int read(byte[] into, int from, int most) {
                        Arrays.fill(into, from, from + most, (byte) 'x');
                        read.addAndGet(most);
                        return most;
                    }
                };

        assertThat(reader.read(endless, -1)).isEqualTo(new Body.TooLarge());
        assertThat(read).hasValue(BodyReader.DRAINED);
    }

    @Test
    void readsNothingOfABodyThatSaysItIsHuge() throws IOException {
        InputStream body = new ByteArrayInputStream(new byte[10]);

        assertThat(reader.read(body, BodyReader.DRAINED + 1L)).isEqualTo(new Body.TooLarge());
        assertThat(body.available()).isEqualTo(10);
    }

    @Test
    void readsATooLargeBodyToItsEndSoThatItsSenderHearsTheAnswer() throws IOException {
        InputStream body = new ByteArrayInputStream(new byte[BodyReader.MOST + 5_000]);

        assertThat(reader.read(body, -1)).isEqualTo(new Body.TooLarge());
        assertThat(body.available()).isZero();
    }

    /** A body whose bytes come one by one. */
    private InputStream trickle(int bytes, Duration pause) {
        return new InputStream() {
            private int left = bytes;

            @Override
            public int read() {
                now.addAndGet(pause.toNanos());
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] into, int from, int most) {
                int read = read();
                if (read < 0) {
                    return -1;
                }
                into[from] = (byte) read;
                return 1;
            }
        };
    }
}
