package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.chart.Expressions.Target;
import dev.sessionkill.dbbrain.IssuerStandIn;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.system.TestGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alerts and dashboard against a gateway that runs and has killed. */
class MetricsIT {

    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    /** What the scrape adds; the namespace is that of the dashboard, before it is chosen. */
    private static final Map<String, String> SCRAPE =
            Map.of("job", "session-kill-gateway", "namespace", "$namespace", "pod", "kills-1");

    private static List<Series> shown = List.of();

    /** With credentials that expire, since others show no metric of how long they are good. */
    @BeforeAll
    static void scrape() throws Exception {
        SandboxOptions options = SandboxOptions.defaults().withCredentials("id", "key", "token");
        try (IssuerStandIn metadata = new IssuerStandIn();
                TestGateway gateway =
                        TestGateway.start(
                                options,
                                "--gateway.accounts.default.credentials.cvm-role=kill-gateway",
                                "--gateway.accounts.default.credentials.metadata-uri="
                                        + metadata.says(200, credentials()).uri(),
                                "--management.metrics.system.diskspace.paths=/data")) {
            gateway.kill("cdb-sandbox1", 1001);
            shown =
                    gateway.management("/actuator/prometheus")
                            .lines()
                            .filter(it -> !it.startsWith("#"))
                            .map(it -> Series.shown(it, SCRAPE))
                            .toList();
        }
    }

    private static String credentials() {
        return IssuerStandIn.metadata(
                "id", "key", "token", Instant.now().plus(Duration.ofHours(2)));
    }

    @Test
    void existWithTheLabelsByWhichTheyAreAskedFor() {
        assertThat(Expressions.selectors())
                .hasSizeGreaterThan(50)
                .allSatisfy(
                        it ->
                                assertThat(labels(it.selection().metric()))
                                        .as(it.selection().metric())
                                        .isNotEmpty()
                                        .containsAll(it.labels()));
    }

    /** The gateway's own are all there from the start, so a selector that finds none is wrong. */
    @Test
    void haveTheValuesByWhichTheGatewaysOwnAreSelected() {
        assertThat(Expressions.selectors())
                .map(Expressions.Selector::selection)
                .filteredOn(it -> it.metric().startsWith("gateway_"))
                .allSatisfy(
                        it ->
                                assertThat(shown.stream().filter(it::takes))
                                        .as(it.toString())
                                        .isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("dev.sessionkill.chart.Expressions#targets")
    void areShownWithTheLabelsOfTheirLegend(Target target) {
        List<String> legend =
                LABEL.matcher(target.legend()).results().map(it -> it.group(1)).toList();

        assertThat(new Evaluation(shown, Series.STEP).of(QueryParser.parse(target.expression())))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.labels().keySet()).containsAll(legend));
    }

    /** A label counts when any of its series has it. */
    private static Set<String> labels(String metric) {
        Set<String> labels = new HashSet<>();
        shown.stream()
                .filter(it -> it.metric().equals(metric))
                .forEach(it -> labels.addAll(it.labels().keySet()));
        return labels;
    }
}
