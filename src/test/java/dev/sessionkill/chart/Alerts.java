package dev.sessionkill.chart;

import dev.sessionkill.chart.PrometheusRule.Alert;
import java.util.List;

/** The alerts as they lie in the chart. */
final class Alerts {

    static final String PREFIX = "SessionKillGateway";

    private Alerts() {}

    static List<Alert> all() {
        return Yaml.as(PrometheusRule.Spec.class, Yaml.read(Chart.file("files/alerts.yaml")))
                .alerts();
    }

    static Alert named(String name) {
        return all().stream()
                .filter(it -> it.name().equals(PREFIX + name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no alert " + name));
    }
}
