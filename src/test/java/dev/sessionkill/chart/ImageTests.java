package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What image, chart and build must agree on, lest a cache or a right be lost without a word. */
class ImageTests {

    private static final String DOCKERFILE = read("Dockerfile").replace("\\\n", " ");

    @Test
    void isTrainedWithTheFlagsThatItRunsWith() {
        List<String> trained =
                words("RUN \\[\"java\", \"-cp\", \"/training\", \"Training\", (.*)]");
        List<String> run = words("ENTRYPOINT \\[(.*)]");

        assertThat(run)
                .contains(
                        "-XX:AOTCache=/app/gateway.aot",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders");
        assertThat(trained.stream().map(it -> it.replace("AOTCacheOutput=/tmp", "AOTCache=/app")))
                .startsWith(run.toArray(String[]::new));
    }

    @Test
    void hasTheHeapOfTheChart() {
        JsonNode values = Yaml.read(Chart.file("values.yaml"));

        assertThat(first("ENV JAVA_TOOL_OPTIONS=\"(.*)\""))
                .isEqualTo(values.at("/jvm/options").asText());
    }

    @Test
    void runsAsTheUserOfTheChart() {
        assertThat(first("USER ([0-9:]+)")).isEqualTo("10001:10001");
        assertThat(Chart.file("templates/deployment.yaml"))
                .contains("runAsUser: 10001\n", "runAsGroup: 10001\n", "fsGroup: 10001\n");
    }

    @Test
    void hasTheVersionOfTheBuild() {
        String version =
                Pattern.compile("<artifactId>session-kill-gateway</artifactId>\\s*<version>(.*)<")
                        .matcher(read("pom.xml"))
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1);

        assertThat(first("ARG VERSION=(.*)")).isEqualTo(version);
        assertThat(Yaml.read(Chart.file("Chart.yaml")).path("appVersion").asText())
                .isEqualTo(version);
        assertThat(Yaml.read(read("compose.yaml")).at("/x-gateway/image").asText())
                .isEqualTo("session-kill-gateway:" + version);
    }

    private static List<String> words(String pattern) {
        return Pattern.compile("\"([^\"]*)\"")
                .matcher(first(pattern))
                .results()
                .map(it -> it.group(1))
                .toList();
    }

    private static String first(String pattern) {
        return Pattern.compile(pattern)
                .matcher(DOCKERFILE)
                .results()
                .map(it -> it.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing in the Dockerfile is " + pattern));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
