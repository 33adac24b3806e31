package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The values that the manuals show can be installed as they stand. */
class ReadmeIT {

    private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\n(.*?)```");

    @Test
    void ofTheProjectShowsValuesThatCanBeInstalled() throws IOException {
        String values =
                blocks(Files.readString(Path.of("README.md")), "## On Kubernetes").getFirst();

        assertThat(Chart.render("", values).all(Deployment.class)).hasSize(1);
    }

    @Test
    void ofTheChartShowsOnePodAndSeveral() {
        List<String> blocks = blocks(Chart.file("README.md"), "## Install it");
        String several = blocks.getFirst() + blocks.get(1);

        assertThat(Chart.render("", blocks.getFirst()).all(Deployment.class)).hasSize(1);
        assertThat(Chart.render("", several).one(Deployment.class).getSpec().getReplicas())
                .isEqualTo(2);
    }

    @Test
    void ofTheChartShowsAPodWithAnIdentity() {
        String values = blocks(Chart.file("README.md"), "## Credentials").getFirst();

        assertThat(Chart.render("", values).one(ServiceAccount.class).getMetadata())
                .extracting(it -> it.getAnnotations())
                .isEqualTo(
                        Chart.render("roles")
                                .one(ServiceAccount.class)
                                .getMetadata()
                                .getAnnotations());
    }

    private static List<String> blocks(String text, String heading) {
        return BLOCK.matcher(text.substring(text.indexOf(heading)))
                .results()
                .map(it -> it.group(1))
                .toList();
    }
}
