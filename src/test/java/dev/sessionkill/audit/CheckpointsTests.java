package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.audit.Checkpoints.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointsTests {

    private TestRecord record;
    private Path directory;
    private CheckpointDirectory destination;
    private Checkpoints checkpoints;

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

    /** What the owner of the database does after event 6 was signed, and event 9 is the last. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # what was done                                            | fault    | at
                    update audit_event set data = '{}' where seq = 8           | EDITED   | 8
                    update audit_event set hash = prev where seq = 6           | FORKED   | 6
                    delete from audit_event where seq = 8                      | MISSING  | 8
                    delete from audit_event where seq > 7                      | CUT_TAIL | 8
                    delete from audit_event where seq >= 6                     | CUT_TAIL | 10
                    update audit_head set seq = 8                              | INSERTED | 9
                    update audit_head set hash = 'aa'                          | FORKED   | 9
                    update audit_checkpoint set note = replace(note, '6', '7') | BAD_SIGNATURE | 7
                    """)
    void areRefusedForAnotherHistoryThanTheSignedOne(String statement, Fault fault, long seq) {
        record.grow(6);
        made();
        record.grow(3);
        record.asItsOwner(statement);

        assertThat(checkpoints.make()).isEqualTo(new Outcome.Refused(new Finding(fault, seq)));
        assertThat(record.checkpoints.newest(9)).hasSize(1);
    }

    /** Whoever owns the database can make its checkpoints fit; the directory is out of reach. */
    @Test
    void areRefusedForAHistoryThatWasRewrittenWithItsCheckpoints() throws IOException {
        record.grow(6);
        destination.deliver(made());
        record.grow(3);
        rewrite();
        record.asItsOwner("delete from audit_checkpoint");

        assertThat(checkpoints.make()).isEqualTo(new Outcome.Refused(new Finding(Fault.FORKED, 6)));
        assertThat(
                        new Checkpoints(
                                        record.reader,
                                        new CheckpointDestination.Nowhere(),
                                        TestNotes.signer())
                                .make())
                .as("what nobody can know without the directory")
                .isInstanceOf(Outcome.Made.class);
    }

    @Test
    void areRefusedForAnOldCopy() throws IOException {
        record.grow(6);
        destination.deliver(made());
        record.asItsOwner(
                "delete from audit_checkpoint",
                "delete from audit_event where seq > 3",
                "update audit_head set seq = 3,"
                        + " hash = (select hash from audit_event where seq = 3)");

        assertThat(checkpoints.make())
                .isEqualTo(new Outcome.Refused(new Finding(Fault.CUT_TAIL, 4)));
    }

    @Test
    void areRefusedWhenTheLastCannotBeRead() throws IOException {
        record.grow(2);
        SignedNote note = made();
        Files.writeString(directory.resolve(CheckpointFiles.name(note.checkpoint())), "test\n");
        record.grow(1);

        assertThat(checkpoints.make())
                .isEqualTo(new Outcome.Refused(new Finding(Fault.INCOMPLETE, 3)));
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

    private void rewrite() {
        List<RecordedEvent> history = new ArrayList<>(record.events());
        history.set(4, TestChain.edited(history.get(4), "{}"));
        TestChain.recompute(history, 4);
        record.asItsOwner();
        for (RecordedEvent it : history) {
            record.jdbc
                    .sql(
                            "update audit_event set data = :data, prev = :prev, hash = :hash"
                                    + " where seq = :seq")
                    .param("data", it.data())
                    .param("prev", it.prev())
                    .param("hash", it.hash())
                    .param("seq", it.seq())
                    .update();
        }
        record.jdbc
                .sql("update audit_head set hash = :hash")
                .param("hash", history.getLast().hash())
                .update();
    }

    private static String later() {
        return "create view db_clock (now_ms) as"
                + " select cast(unixepoch('subsec') * 1000 as integer) + 3600000";
    }

    private Checkpoints by(NoteSigner signer) {
        return new Checkpoints(record.reader, destination, signer);
    }

    private SignedNote checkpoints(NoteSigner signer) {
        assertThat(by(signer).make()).isInstanceOf(Outcome.Made.class);
        return record.checkpoints.newest(1).getFirst();
    }

    private SignedNote made() {
        return checkpoints(TestNotes.signer());
    }
}
