package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.audit.Checkpoints.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A record in a database of its own, with checkpoints of it in a directory. */
abstract class CheckpointedRecord {

    TestRecord record;
    Path directory;
    CheckpointDirectory destination;
    Checkpoints checkpoints;

    @BeforeEach
    void open(@TempDir Path temporary) throws IOException {
        record = new TestRecord(temporary);
        directory = Files.createDirectory(temporary.resolve("checkpoints"));
        destination = new CheckpointDirectory(directory);
        checkpoints = by(TestNotes.signer());
    }

    @AfterEach
    void close() {
        record.close();
    }

    Checkpoints by(NoteSigner signer) {
        return new Checkpoints(record.reader, destination, signer);
    }

    SignedNote checkpoints(NoteSigner signer) {
        assertThat(by(signer).make()).isInstanceOf(Outcome.Made.class);
        return record.checkpoints.newest(1).getFirst();
    }

    SignedNote made() {
        return checkpoints(TestNotes.signer());
    }
}
