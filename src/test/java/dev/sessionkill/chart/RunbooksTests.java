package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.chart.PrometheusRule.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever is woken by an alert finds what to do, and nothing that no alert sends him to. */
class RunbooksTests {

    private static final String MANUAL = "docs/operations.md";
    private static final Pattern ENTRY =
            Pattern.compile("(?ms)^### (SessionKillGateway\\w+)\n\n(.+?)\n(?=\n##)");

    private static final List<Alert> ALERTS = Alerts.all();

    @Test
    void areThereForEachAlertInItsOrder() throws IOException {
        assertThat(entries().stream().map(it -> it.group(1)))
                .containsExactlyElementsOf(ALERTS.stream().map(Alert::name).toList());
        assertThat(entries()).allSatisfy(it -> assertThat(it.group(2)).hasSizeGreaterThan(100));
    }

    @Test
    void arePointedAtByTheAlerts() {
        assertThat(ALERTS)
                .allSatisfy(
                        it ->
                                assertThat(it.annotations())
                                        .containsEntry("runbook", MANUAL + anchor(it)));
    }

    @Test
    void arePointedAtByTheReadmeOfTheChart() {
        assertThat(Chart.file("README.md").lines().filter(it -> it.startsWith("| [`Session")))
                .map(it -> it.substring(0, it.lastIndexOf('|', it.length() - 2)))
                .containsExactlyElementsOf(ALERTS.stream().map(RunbooksTests::row).toList());
    }

    private static String row(Alert alert) {
        return "| [`%s`](../../%s%s) | %s "
                .formatted(alert.name(), MANUAL, anchor(alert), alert.labels().get("severity"));
    }

    private static String anchor(Alert alert) {
        return "#" + alert.name().toLowerCase(Locale.ROOT);
    }

    private static List<MatchResult> entries() throws IOException {
        return ENTRY.matcher(Files.readString(Path.of(MANUAL))).results().toList();
    }
}
