package dev.sessionkill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What runs the gate trusts nobody: a tag can be moved to other code, a commit cannot. */
class WorkflowTests {

    static Stream<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(".github/workflows"))) {
            return files.toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void usesActionsByTheirCommits(Path workflow) throws IOException {
        List<String> used =
                Files.readAllLines(workflow).stream().filter(it -> it.contains("uses:")).toList();

        assertThat(used)
                .isNotEmpty()
                .allMatch(it -> it.matches(" *- uses: [\\w/-]+@[0-9a-f]{40} # v[0-9.]+"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void mayDoNothingButRead(Path workflow) throws IOException {
        assertThat(Files.readString(workflow))
                .containsPattern("(?m)^permissions: \\{}$")
                .doesNotContain(": write");
    }
}
