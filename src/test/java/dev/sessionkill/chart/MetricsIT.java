package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.system.TestGateway;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Alerts and dashboard against a running gateway. */
class MetricsIT {

    @Test
    void existWithTheLabelsByWhichTheyAreSelected() throws Exception {
        try (TestGateway gateway = TestGateway.start(SandboxOptions.defaults())) {
            gateway.kill("cdb-sandbox1", 1001);
            Map<String, Set<String>> metrics = metrics(gateway.management("/actuator/prometheus"));

            assertThat(Expressions.selectors())
                    .hasSizeGreaterThan(15)
                    .allSatisfy(
                            it ->
                                    assertThat(metrics.get(it.metric()))
                                            .as(it.metric())
                                            .isNotNull()
                                            .containsAll(it.labels()));
        }
    }

    /** The labels of each metric; a label counts when any of its samples has it. */
    private static Map<String, Set<String>> metrics(String scraped) {
        Map<String, Set<String>> metrics = new HashMap<>();
        scraped.lines()
                .filter(it -> !it.startsWith("#"))
                .forEach(
                        it -> {
                            String name = it.split("[{ ]", 2)[0];
                            Collection<String> labels =
                                    it.contains("{")
                                            ? Expressions.labels(it.substring(it.indexOf('{')))
                                            : Set.of();
                            metrics.computeIfAbsent(name, _ -> new HashSet<>()).addAll(labels);
                        });
        return metrics;
    }
}
