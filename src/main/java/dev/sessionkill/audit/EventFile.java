package dev.sessionkill.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events of an export, line by line. */
final class EventFile implements EventSource, AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final BufferedReader lines;
    private @Nullable String next;

    private EventFile(BufferedReader lines) throws IOException {
        this.lines = lines;
        this.next = lines.readLine();
    }

    /**
     * What is not UTF-8 is read as U+FFFD and so has another hash; it must not stop the reading.
     */
    static EventFile open(Path file) throws IOException {
        return new EventFile(
                new BufferedReader(
                        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8),
                        BUFFER));
    }

    @Override
    public Reading next() {
        String line = next;
        if (line == null) {
            return new Reading.End();
        }
        try {
            next = lines.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Optional<RecordedEvent> event = EventLine.read(line);
        return event.isPresent()
                ? new Reading.Event(event.get())
                : new Reading.Garbled(next == null);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
