package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.audit.Checkpoints.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointsTests extends CheckpointedRecord {

    @Test
    void areMadeOfTheEndAndSigned() {
        record.grow(3);

        SignedNote note = made();

        assertThat(note.checkpoint().end()).isEqualTo(record.head());
        assertThat(note.checkpoint().origin()).isEqualTo("test");
        assertThat(TestNotes.key("test", TestNotes.petersPem()).verifier().seal(note))
                .isEqualTo(VerifierKey.Seal.VALID);
        assertThat(record.checkpoints.newest(9)).containsExactly(note);
    }

    @Test
    void areMadeWithoutAKeyToo() {
        record.grow(3);

        assertThat(checkpoints(new NoteSigner("test", null)).signatures()).isEmpty();
    }

    @Test
    void areNotMadeOfNothingOrOfWhatHasOne() {
        assertThat(checkpoints.make()).isEqualTo(new Outcome.NothingNew());
        record.grow(1);
        made();

        assertThat(checkpoints.make()).isEqualTo(new Outcome.NothingNew());
        assertThat(by(TestNotes.signer()).make())
                .as("by another replica")
                .isEqualTo(new Outcome.NothingNew());
        record.grow(1);
        assertThat(made().checkpoint().end().seq()).isEqualTo(2);
    }

    @Test
    void areMadeAgainAfterAnHour() {
        record.grow(1);
        made();
        record.asItsOwner("drop view db_clock", later());

        assertThat(made().checkpoint().end()).isEqualTo(record.head());
    }

    @Test
    void goOnAfterTheKeyWasChangedOrSet() {
        record.grow(1);
        checkpoints(new NoteSigner("test", null));
        record.grow(1);
        checkpoints(new NoteSigner("test", TestNotes.key("test", TestNotes.otherPem())));
        record.grow(1);

        assertThat(made().checkpoint().end().seq()).isEqualTo(3);
    }

    @Test
    void lieInTheDirectoryAsWholeFilesThatSort() throws IOException {
        for (int i = 1; i <= 11; i++) {
            record.grow(1);
            destination.deliver(made());
        }

        List<Path> files = CheckpointFiles.in(directory);
        assertThat(files).hasSize(11);
        assertThat(Files.readString(files.getLast()))
                .isEqualTo(record.checkpoints.newest(1).getFirst().whole());
        assertThat(destination.newest()).isEqualTo(record.checkpoints.newest(1).stream().findAny());
        try (var all = Files.list(directory)) {
            assertThat(all).as("nothing half-written stays").hasSize(11);
        }
    }

    private static String later() {
        return "create view db_clock (now_ms) as"
                + " select cast(unixepoch('subsec') * 1000 as integer) + 3600000";
    }
}
