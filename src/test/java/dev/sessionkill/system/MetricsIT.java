package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of metrics in docs/operations.md against those of a gateway that has just started. */
class MetricsIT {

    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (\\S+) \\S+$");
    private static final Pattern HELP = Pattern.compile("(?m)^# HELP (gateway_\\S+) ?(.*)$");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|");

    private static String scraped;

    @BeforeAll
    static void start() throws Exception {
        try (TestGateway gateway =
                TestGateway.start(
                        SandboxOptions.defaults().withInstances(InMemoryInstances.lively()))) {
            // Spring's own meters of requests exist from the first one on.
            gateway.get("/quota");
            // And those of collections from the first one on, a moment after it.
            System.gc();
            scraped =
                    Awaitility.await()
                            .atMost(Duration.ofSeconds(60))
                            .until(
                                    () -> gateway.management("/actuator/prometheus"),
                                    it -> it.contains("jvm_gc_pause_seconds"));
        }
    }

    @AfterAll
    static void forget() {
        scraped = "";
    }

    @Test
    void showsEveryMetricOfTheTableFromTheStart() throws IOException {
        assertThat(families()).containsAll(documented());
    }

    @Test
    void showsNoMetricOfItsOwnThatIsNotInTheTable() throws IOException {
        Set<String> own =
                families().stream()
                        .filter(it -> it.startsWith("gateway_") && !it.endsWith("_max"))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(own).hasSizeGreaterThan(20).isSubsetOf(documented());
    }

    @Test
    void describesEachOfItsOwn() {
        assertThat(HELP.matcher(scraped).results())
                .hasSizeGreaterThan(20)
                .allSatisfy(it -> assertThat(it.group(2)).as(it.group(1)).isNotBlank());
    }

    private static Set<String> families() {
        return found(FAMILY, scraped);
    }

    private static Set<String> documented() throws IOException {
        return found(DOCUMENTED, Files.readString(Path.of("docs/operations.md")));
    }

    private static Set<String> found(Pattern pattern, String text) {
        Stream<String> names = pattern.matcher(text).results().map(it -> it.group(1));
        return names.collect(Collectors.toCollection(TreeSet::new));
    }
}
