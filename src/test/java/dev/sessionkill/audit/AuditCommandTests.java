package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditCommandTests extends AuditCommandRun {

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
    void exitsWith2WhenALineIsCutOff() throws IOException {
        Path file = export(chain);
        String content = Files.readString(file);
        Files.writeString(file, content.substring(0, content.length() - 30));

        assertThat(verify("--events", file)).isEqualTo(2);
        assertThat(printed()).contains("result: INCOMPLETE", "fault: INCOMPLETE at event 20");
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
}
