package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PodDisruptionBudget and HorizontalPodAutoscaler. */
class AvailabilityIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sqlite     | {}                                                | 0
                    sandbox    | {}                                                | 0
                    replicas   | {podDisruptionBudget: {enabled: auto}}            | 1
                    replicas   | {}                                                | 1
                    replicas   | {podDisruptionBudget: {enabled: false}}           | 0
                    replicas   | {replicas: 1, podDisruptionBudget: {enabled: auto}} | 0
                    postgresql | {}                                                | 1
                    postgresql | {autoscaling: {minReplicas: 1}}                   | 0
                    """)
    void protectsThePodsWhenThereIsMoreThanOne(String base, String values, int budgets) {
        assertThat(Chart.render(base, values).all(PodDisruptionBudget.class)).hasSize(budgets);
    }

    @Test
    void letsNodesBeDrainedOfPodsThatAreNotReady() {
        PodDisruptionBudget budget = Chart.render("replicas").one(PodDisruptionBudget.class);

        assertThat(budget.getSpec().getMaxUnavailable().getStrVal()).isEqualTo("50%");
        assertThat(budget.getSpec().getUnhealthyPodEvictionPolicy()).isEqualTo("AlwaysAllow");
        assertThat(budget.getSpec().getSelector().getMatchLabels())
                .containsEntry("app.kubernetes.io/instance", "kills");
    }

    @Test
    void scalesTheDeploymentByItsLoad() {
        Manifests manifests = Chart.render("postgresql");
        var spec = manifests.one(HorizontalPodAutoscaler.class).getSpec();

        assertThat(spec.getScaleTargetRef().getKind()).isEqualTo("Deployment");
        assertThat(spec.getScaleTargetRef().getName())
                .isEqualTo(manifests.one(Deployment.class).getMetadata().getName());
        assertThat(spec.getMinReplicas()).isEqualTo(2);
        assertThat(spec.getMaxReplicas()).isEqualTo(4);
        assertThat(spec.getMetrics().getFirst().getResource().getTarget().getAverageUtilization())
                .isEqualTo(70);
        assertThat(Chart.render("replicas").all(HorizontalPodAutoscaler.class)).isEmpty();
    }
}
