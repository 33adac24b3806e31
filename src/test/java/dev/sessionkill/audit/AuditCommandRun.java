package dev.sessionkill.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs of the command on a chain of 20 events with three signed checkpoints. */
abstract class AuditCommandRun {

    final List<RecordedEvent> chain = TestChain.of(20);
    final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir Path directory;
    Path checkpoints;
    Path key;

    @BeforeEach
    void write() throws IOException {
        checkpoints = Files.createDirectory(directory.resolve("checkpoints"));
        CheckpointDirectory written = new CheckpointDirectory(checkpoints);
        for (int index : List.of(4, 9, 14)) {
            written.deliver(TestNotes.note(ChainEnd.of(chain.get(index))));
        }
        key = directory.resolve("key");
        Files.writeString(key, TestNotes.key("test", TestNotes.petersPem()).verifier().text());
    }

    int verify(Object... options) {
        List<String> arguments = new ArrayList<>(List.of("verify"));
        for (Object option : options) {
            arguments.add(option.toString());
        }
        return AuditCommand.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    List<String> printed() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    Path export(List<RecordedEvent> events) throws IOException {
        return Files.writeString(
                directory.resolve("events.ndjson"),
                events.stream().map(EventLine::of).collect(Collectors.joining("\n", "", "\n")));
    }
}
