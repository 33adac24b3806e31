package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditCommandOnTamperingTests extends AuditCommandRun {

    @Test
    void exitsWith1AndSaysWhatWasDoneWhereAndWhatToDo() throws IOException {
        chain.set(6, TestChain.edited(chain.get(6), "{}"));

        assertThat(verify("--events", export(chain), "--checkpoints", checkpoints)).isEqualTo(1);
        assertThat(printed())
                .contains(
                        "result: TAMPERED",
                        "fault: EDITED at event 7",
                        "what to do: " + Fault.EDITED.remedy());
    }

    @Test
    void exitsWith1WhenTheEndWasCutOff() throws IOException {
        assertThat(verify("--events", export(chain.subList(0, 12)), "--checkpoints", checkpoints))
                .isEqualTo(1);
        assertThat(printed()).contains("fault: CUT_TAIL at event 13");
    }

    @Test
    void exitsWith1WhenItWasComputedAnew() throws IOException {
        chain.set(6, TestChain.edited(chain.get(6), "{}"));
        TestChain.recompute(chain, 6);

        assertThat(verify("--events", export(chain), "--checkpoints", checkpoints)).isEqualTo(1);
        assertThat(printed())
                .contains("confirmed by checkpoints: 1 to 5", "fault: FORKED at event 10");
    }

    @Test
    void exitsWith1WhenACheckpointWasForgedToFit() throws IOException {
        chain.set(6, TestChain.edited(chain.get(6), "{}"));
        TestChain.recompute(chain, 6);
        for (int index : List.of(9, 14)) {
            Checkpoint forged = new Checkpoint("test", ChainEnd.of(chain.get(index)), TestNotes.AT);
            String signature =
                    index == 9
                            ? TestNotes.note(ChainEnd.of(chain.get(4))).signatures().getFirst()
                            : TestNotes.key("test", TestNotes.otherPem()).sign(forged.text());
            new CheckpointDirectory(checkpoints)
                    .deliver(new SignedNote(forged, forged.text(), List.of(signature)));
        }

        assertThat(verify("--events", export(chain), "--checkpoints", checkpoints, "--key", key))
                .isEqualTo(1);
        assertThat(printed())
                .contains(
                        "fault: BAD_SIGNATURE at event 10",
                        "fault: BAD_SIGNATURE at event 15",
                        "checkpoints: 3, 1 signed with the key");
    }

    @Test
    void exitsWith1WhenALineInTheMiddleIsNone() throws IOException {
        Path file = export(chain);
        Files.writeString(file, Files.readString(file).replace("\"rows\":7}", "\"rows\":7\n}"));

        assertThat(verify("--events", file)).isEqualTo(1);
        assertThat(printed()).contains("fault: EDITED at event 7");
    }

    @Test
    void findsWhatTheOwnerOfADatabaseDid() {
        try (TestRecord record = new TestRecord(directory)) {
            record.grow(9);
            record.asItsOwner("update audit_event set caller = 'sub:other' where seq = 4");
            assertThat(verify("--database", record.url)).isEqualTo(1);

            record.asItsOwner("delete from audit_event where seq >= 4");
            assertThat(verify("--database", record.url)).isEqualTo(1);
        }
        assertThat(printed()).contains("fault: EDITED at event 4", "fault: CUT_TAIL at event 4");
    }
}
