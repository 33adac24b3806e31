package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sessionkill.chart.PrometheusRule.Alert;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MonitoringIT {

    private static final List<Alert> ALERTS =
            Chart.render("postgresql").one(PrometheusRule.class).alerts();

    @Test
    void scrapesTheManagementServiceAndNoOther() {
        Manifests manifests = Chart.render("postgresql");
        ServiceMonitor monitor = manifests.one(ServiceMonitor.class);

        assertThat(manifests.all(Service.class))
                .filteredOn(
                        it ->
                                it.getMetadata()
                                        .getLabels()
                                        .entrySet()
                                        .containsAll(
                                                monitor.spec()
                                                        .selector()
                                                        .getMatchLabels()
                                                        .entrySet()))
                .extracting(it -> it.getMetadata().getName())
                .containsExactly("kills-management");
        assertThat(monitor.spec().endpoints())
                .containsExactly(
                        new ServiceMonitor.Endpoint("management", "/actuator/prometheus", "15s"));
        assertThat(monitor.metadata().getLabels()).containsEntry("release", "prometheus");
    }

    /** The job is the label that ServiceMonitor names, the namespace the release's own. */
    @Test
    void alertsOfThisReleaseAlone() {
        assertThat(ALERTS)
                .extracting(Alert::expression)
                .allSatisfy(
                        it ->
                                assertThat(it.split("\\{", -1).length)
                                        .isEqualTo(it.split(ofTheRelease(), -1).length));
    }

    @Test
    void alertsSayHowBadItIsAndWhatItMeans() {
        assertThat(ALERTS)
                .hasSizeGreaterThanOrEqualTo(24)
                .allSatisfy(
                        it -> {
                            assertThat(it.name()).startsWith("SessionKillGateway");
                            assertThat(it.labels().get("severity")).isIn("critical", "warning");
                            assertThat(it.annotations())
                                    .containsOnlyKeys("summary", "description", "runbook");
                        })
                .extracting(Alert::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void bringsTheDashboardAsItIs() {
        Manifests manifests = Chart.render("postgresql");
        ConfigMap dashboard = manifests.named(ConfigMap.class, "kills-dashboard");
        JsonNode json =
                Yaml.read(
                        Objects.requireNonNull(
                                dashboard.getData().get("session-kill-gateway.json")));

        assertThat((Object) json).isEqualTo(Expressions.dashboard());
        assertThat(dashboard.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
        assertThat(json.path("panels"))
                .filteredOn(it -> !it.path("type").asText().equals("row"))
                .allSatisfy(it -> assertThat(it.path("targets").size()).isPositive());
    }

    @Test
    void isThereOnlyWhenAskedFor() {
        Manifests manifests = Chart.render("sqlite");

        assertThat(manifests.all(ServiceMonitor.class)).isEmpty();
        assertThat(manifests.all(PrometheusRule.class)).isEmpty();
        assertThat(manifests.all(ConfigMap.class)).hasSize(1);
    }

    private static String ofTheRelease() {
        return "\\{job=\"session-kill-gateway\",namespace=\"operations\"";
    }
}
