package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageIT {

    @Test
    void keepsTheRecordWhenTheReleaseGoes() {
        Manifests manifests = Chart.render("everything");
        PersistentVolumeClaim claim = manifests.one(PersistentVolumeClaim.class);

        assertThat(claim.getMetadata().getAnnotations())
                .containsEntry("helm.sh/resource-policy", "keep")
                .containsEntry("backup.example.com/schedule", "nightly");
        assertThat(claim.getSpec().getStorageClassName()).isEqualTo("cbs");
        assertThat(claim.getSpec().getResources().getRequests().get("storage")).hasToString("20Gi");
        assertThat(manifests.volume("data").getPersistentVolumeClaim().getClaimName())
                .isEqualTo(claim.getMetadata().getName());
    }

    @Test
    void usesAClaimThatIsThere() {
        Manifests manifests = Chart.render("sqlite", "{persistence: {existingClaim: old}}");

        assertThat(manifests.all(PersistentVolumeClaim.class)).isEmpty();
        assertThat(manifests.volume("data").getPersistentVolumeClaim().getClaimName())
                .isEqualTo("old");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "replicas", "postgresql"})
    void claimsNothingWhereNothingIsToBeKept(String values) {
        Manifests manifests = Chart.render(values);

        assertThat(manifests.all(PersistentVolumeClaim.class)).isEmpty();
        assertThat(manifests.volume("data").getEmptyDir()).isNotNull();
    }
}
