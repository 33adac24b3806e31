package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What runs on somebody else's machines with a token for the repository. */
class WorkflowsTests {

    /** A tag can be moved to other code, a commit cannot. */
    private static final Pattern PINNED = Pattern.compile("[\\w.-]+/[\\w./-]+@[0-9a-f]{40}");

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(".github/workflows"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void useActionsByTheirCommits(Path workflow) throws IOException {
        assertThat(Yaml.read(Files.readString(workflow)).findValuesAsText("uses"))
                .isNotEmpty()
                .allMatch(PINNED.asMatchPredicate());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void giveEachJobNoRightButToRead(Path workflow) throws IOException {
        JsonNode root = Yaml.read(Files.readString(workflow));

        assertThat(root.path("permissions").isObject()).isTrue();
        assertThat(root.path("permissions").size()).isZero();
        assertThat(root.path("jobs"))
                .isNotEmpty()
                .allSatisfy(
                        it ->
                                assertThat(it.path("permissions").toString())
                                        .isEqualTo("{\"contents\":\"read\"}"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void keepNoTokenInTheWorkingCopy(Path workflow) throws IOException {
        JsonNode root = Yaml.read(Files.readString(workflow));

        assertThat(root.findValues("steps").stream().flatMap(JsonNode::valueStream))
                .filteredOn(it -> it.path("uses").asText().startsWith("actions/checkout@"))
                .isNotEmpty()
                .allMatch(it -> !it.at("/with/persist-credentials").asBoolean(true));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void runTheGateAndNothingElse(Path workflow) throws IOException {
        assertThat(Yaml.read(Files.readString(workflow)).findValuesAsText("run"))
                .containsExactly(".ci/run");
    }
}
