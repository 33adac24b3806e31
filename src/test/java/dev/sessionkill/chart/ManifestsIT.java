package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every object. */
class ManifestsIT {

    @ParameterizedTest
    @MethodSource("dev.sessionkill.chart.Chart#cases")
    void haveNoKeyThatKubernetesDoesNotKnow(String values) {
        assertThat(Chart.render(values).objects()).hasSizeGreaterThanOrEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("dev.sessionkill.chart.Chart#cases")
    void carryTheLabelsByWhichTheReleaseIsFound(String values) {
        assertThat(Chart.render(values).documents())
                .allSatisfy(
                        it -> {
                            JsonNode labels = it.at("/metadata/labels");
                            assertThat(labels.path("app.kubernetes.io/name").asText())
                                    .isEqualTo("session-kill-gateway");
                            assertThat(labels.path("app.kubernetes.io/instance").asText())
                                    .isEqualTo("kills");
                            assertThat(labels.path("app.kubernetes.io/managed-by").asText())
                                    .isEqualTo("Helm");
                        });
    }

    @Test
    void carryTheLabelsOfTheValues() {
        assertThat(Chart.render("everything").documents())
                .allSatisfy(
                        it -> assertThat(it.at("/metadata/labels/team").asText()).isEqualTo("dba"));
    }

    @Test
    void areNamedAfterTheReleaseOrAsTheValuesSay() {
        assertThat(names("sqlite")).allMatch(it -> it.matches("kills(-management|-test)?"));
        assertThat(names("everything")).allMatch(it -> it.matches("killer(-management|-test)?"));
    }

    @Test
    void withEverythingSetAreOfEveryKind() {
        Stream<String> kinds =
                Stream.of("everything", "postgresql")
                        .flatMap(it -> Chart.render(it).documents().stream())
                        .map(it -> it.path("kind").asText())
                        .distinct();

        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "ConfigMap",
                        "Deployment",
                        "HorizontalPodAutoscaler",
                        "Ingress",
                        "NetworkPolicy",
                        "PersistentVolumeClaim",
                        "Pod",
                        "PodDisruptionBudget",
                        "PrometheusRule",
                        "Service",
                        "ServiceAccount",
                        "ServiceMonitor");
    }

    /** What the other tests rely on: a misspelt key is seen, however deep, and a wrong type too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    spec: {replcas: 1}                                                   | replcas
                    spec: {template: {spec: {containers: [{imagePullPolcy: Always}]}}}   | imagePullPolcy
                    spec: {template: {spec: {volumes: [{secret: {secretname: a}}]}}}     | secretname
                    spec: {replicas: "1"}                                                | Integer
                    spec: {template: {metadata: {annotations: {a: 1}}}}                  | String
                    """)
    void wouldBeRefusedWithAMistake(String line, String named) {
        assertThatThrownBy(() -> Manifests.read("apiVersion: apps/v1\nkind: Deployment\n" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    private static Stream<String> names(String values) {
        return Chart.render(values).documents().stream()
                .map(it -> it.at("/metadata/name").asText());
    }
}
