package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.audit.Checkpoints.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointsAfterTamperingTests extends CheckpointedRecord {

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
}
