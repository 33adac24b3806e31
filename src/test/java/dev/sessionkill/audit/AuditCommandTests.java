package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditCommandTests {

    private final List<RecordedEvent> chain = TestChain.of(20);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir private Path directory;
    private Path checkpoints;
    private Path key;

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

    @Test
    void exitsWith0WhenTheRecordIsSound() throws IOException {
        assertThat(verify("--events", export(chain), "--checkpoints", checkpoints, "--key", key))
                .isZero();
        assertThat(printed())
                .contains(
                        "head: 20 " + chain.getLast().hash(),
                        "checkpoints: 3, 3 signed with the key",
                        "confirmed by checkpoints: 1 to 15",
                        "result: SOUND");
    }

    @Test
    void takesManyCheckpointsInOneFile() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : CheckpointFiles.in(checkpoints)) {
            all.append(Files.readString(file));
        }
        Path file = Files.writeString(directory.resolve("all"), all);

        assertThat(verify("--events", export(chain), "--checkpoints=" + file)).isZero();
        assertThat(printed()).contains("checkpoints: 3, signatures not looked at: no --key");
    }

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
    void exitsWith2WhenALineIsCutOff() throws IOException {
        Path file = export(chain);
        String content = Files.readString(file);
        Files.writeString(file, content.substring(0, content.length() - 30));

        assertThat(verify("--events", file)).isEqualTo(2);
        assertThat(printed()).contains("result: INCOMPLETE", "fault: INCOMPLETE at event 20");
    }

    @Test
    void exitsWith1WhenALineInTheMiddleIsNone() throws IOException {
        Path file = export(chain);
        Files.writeString(file, Files.readString(file).replace("\"rows\":7}", "\"rows\":7\n}"));

        assertThat(verify("--events", file)).isEqualTo(1);
        assertThat(printed()).contains("fault: EDITED at event 7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--events NONE",
                "--events EMPTY",
                "--events EVENTS --checkpoints NONE",
                "--events EVENTS --checkpoints EMPTY",
                "--events EVENTS --checkpoints GARBLED",
                "--events EVENTS --key NONE",
                "--events EVENTS --key EMPTY",
                "--database jdbc:sqlite:NONE",
                "--database jdbc:sqlite:GARBLED",
                "--database jdbc:nothing:GARBLED"
            })
    void exitsWith2WhenSomethingNeededIsNotThere(String arguments) throws IOException {
        Files.writeString(directory.resolve("empty"), "");
        Files.writeString(directory.resolve("garbled"), "test\n12\n");
        String real =
                arguments
                        .replace("NONE", directory.resolve("none").toString())
                        .replace("EMPTY", directory.resolve("empty").toString())
                        .replace("GARBLED", directory.resolve("garbled").toString())
                        .replace("EVENTS", export(chain).toString());

        assertThat(verify((Object[]) real.split(" ", -1))).isEqualTo(2);
        assertThat(printed()).contains("result: INCOMPLETE").doesNotContain("\tat ");
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "verify",
                "check --events x",
                "verify --events",
                "verify --events=",
                "verify --event x",
                "verify x",
                "verify --events x --events y",
                "verify --events x --database y",
                "verify --key x"
            })
    void exitsWith2AndShowsItsUsageWhenItIsNotUnderstood(String line) {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));

        assertThat(AuditCommand.run(arguments, new PrintStream(out, true))).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("error: ")
                .contains("usage: java -jar session-kill-gateway.jar audit verify");
    }

    @Test
    void explainsItself() {
        assertThat(AuditCommand.run(List.of("verify", "--help"), new PrintStream(out, true)))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("usage: ")
                .contains("--events", "--database", "--checkpoints", "--key", "exit:");
    }

    @Test
    void readsADatabaseWhoseGatewayIsRunning() {
        try (TestRecord record = new TestRecord(directory)) {
            record.grow(9);

            assertThat(verify("--database", record.url)).isZero();
            assertThat(printed()).contains("head: 9 " + record.head().hash(), "result: SOUND");
        }
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

    private int verify(Object... options) {
        List<String> arguments = new ArrayList<>(List.of("verify"));
        for (Object option : options) {
            arguments.add(option.toString());
        }
        return AuditCommand.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private List<String> printed() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private Path export(List<RecordedEvent> events) throws IOException {
        return Files.writeString(
                directory.resolve("events.ndjson"),
                events.stream().map(EventLine::of).collect(Collectors.joining("\n", "", "\n")));
    }
}
