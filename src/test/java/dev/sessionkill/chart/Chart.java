package dev.sessionkill.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** The chart and the values files beside it. */
final class Chart {

    static final Path DIRECTORY = Path.of("helm/session-kill-gateway");

    /** The oldest Kubernetes that the chart takes. */
    private static final String KUBERNETES = "1.30.0";

    private Chart() {}

    /** The names of the values files. */
    static List<String> cases() {
        try (Stream<Path> files = Files.list(DIRECTORY.resolve("ci"))) {
            return files.map(it -> it.getFileName().toString().replace("-values.yaml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Manifests render(String name) {
        return render(name, "{}");
    }

    /**
     * @param values YAML that goes over the values file
     */
    static Manifests render(String name, String values) {
        return Manifests.read(template(name, values));
    }

    /**
     * What Helm makes of it.
     *
     * @param name of a values file, or empty
     */
    static String template(String name, String values) {
        try {
            Path directory = Files.createTempDirectory("chart");
            try {
                copyWithoutHooks(directory);
                Path over = Files.writeString(directory.resolve("over.yaml"), values);
                TemplateCommand template =
                        new Helm(directory)
                                .template()
                                .withName("kills")
                                .withNamespace("operations")
                                .withKubeVersion(KUBERNETES);
                if (!name.isEmpty()) {
                    template.withValuesFile(valuesFile(name));
                }
                return template.withValuesFile(over).call();
            } finally {
                FileSystemUtils.deleteRecursively(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Helm says after an installation. */
    static String notes(String name) {
        return new Helm(DIRECTORY)
                .install()
                .withName("kills")
                .withNamespace("operations")
                .withKubeVersion(KUBERNETES)
                .withValuesFile(valuesFile(name))
                .clientOnly()
                .dryRun()
                .call()
                .getOutput();
    }

    /** Lints a copy whose own values are those of the file: Helm's library lints no others. */
    static LintResult lint(String name, Path directory) throws IOException {
        FileSystemUtils.copyRecursively(DIRECTORY, directory);
        Yaml.merge(directory.resolve("values.yaml"), valuesFile(name));
        return new Helm(directory).lint().strict().call();
    }

    static String file(String name) {
        try {
            return Files.readString(DIRECTORY.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path valuesFile(String name) {
        return DIRECTORY.resolve("ci/" + name + "-values.yaml");
    }

    /** Helm's library leaves out what is a hook; the pod of {@code helm test} is one. */
    private static void copyWithoutHooks(Path directory) throws IOException {
        FileSystemUtils.copyRecursively(DIRECTORY, directory);
        Path test = directory.resolve("templates/tests/answers.yaml");
        String text = Files.readString(test);
        Files.writeString(test, text.replace("helm.sh/hook", "hook"));
    }
}
