package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsIT {

    @Test
    void mountsTheCredentialsOfEachAccountAsADirectory() {
        Manifests manifests = Chart.render("everything");

        assertThat(mounts(manifests))
                .contains(
                        "credentials-default /etc/gateway/credentials/default",
                        "credentials-overseas /etc/gateway/credentials/overseas");
        assertThat(manifests.volume("credentials-overseas").getSecret().getSecretName())
                .isEqualTo("dbbrain-overseas");
    }

    @Test
    void mountsTheKeysThatAssumeARoleAndNoneWhereThereAreNone() {
        Manifests manifests = Chart.render("roles");
        JsonNode accounts = settings(manifests).at("/gateway/accounts");

        assertThat(mounts(manifests).filter(it -> it.startsWith("credentials-")))
                .containsExactly("credentials-role /etc/gateway/credentials/role");
        assertThat(manifests.volume("credentials-role").getSecret().getSecretName())
                .isEqualTo("sts");
        assertThat(accounts.at("/role/credentials/assume-role/directory").asText())
                .isEqualTo("/etc/gateway/credentials/role");
        assertThat(accounts.at("/machine/credentials").toString())
                .isEqualTo("{\"cvm-role\":\"kill-gateway\"}");
    }

    /** A mount of a single file never changes again. */
    @ParameterizedTest
    @MethodSource("dev.sessionkill.chart.Chart#cases")
    void mountsNothingThatWouldNotFollowARotation(String values) {
        assertThat(Chart.render(values).gateway().getVolumeMounts())
                .allSatisfy(
                        it -> {
                            assertThat(it.getSubPath()).isNull();
                            assertThat(it.getSubPathExpr()).isNull();
                        });
    }

    @ParameterizedTest
    @MethodSource("dev.sessionkill.chart.Chart#cases")
    void areReadableByTheGatewayAloneAndWritableByNobody(String values) {
        Manifests manifests = Chart.render(values);

        assertThat(manifests.pod().getVolumes().stream().filter(it -> it.getSecret() != null))
                .allSatisfy(
                        it -> {
                            assertThat(it.getSecret().getDefaultMode()).isEqualTo(0440);
                            assertThat(mount(manifests, it.getName()).getReadOnly()).isTrue();
                        });
    }

    @ParameterizedTest
    @MethodSource("dev.sessionkill.chart.Chart#cases")
    void areNeverMadeByTheChartNorPassedAsVariables(String values) {
        Manifests manifests = Chart.render(values);

        assertThat(manifests.documents())
                .noneMatch(it -> it.path("kind").asText().equals("Secret"));
        assertThat(manifests.gateway().getEnvFrom()).isEmpty();
        assertThat(manifests.gateway().getEnv())
                .noneMatch(
                        it ->
                                it.getValueFrom() != null
                                        && it.getValueFrom().getSecretKeyRef() != null);
    }

    @Test
    void ofTheDatabaseBecomeSettingsByTheirPaths() {
        SecretVolumeSource secret = Chart.render("replicas").volume("database").getSecret();

        assertThat(secret.getSecretName()).isEqualTo("gateway-database");
        assertThat(secret.getItems())
                .extracting(it -> it.getKey() + " " + it.getPath())
                .containsExactly(
                        "POSTGRES_USER spring/datasource/username",
                        "POSTGRES_PASSWORD spring/datasource/password");
    }

    @Test
    void holdTheSigningKeyWhereTheSettingsLookForIt() {
        Manifests manifests = Chart.render("everything");

        assertThat(manifests.volume("signing-key").getSecret().getItems())
                .extracting(it -> it.getKey() + " " + it.getPath())
                .containsExactly("key.pem signing-key.pem");
        assertThat(mounts(manifests)).contains("signing-key /etc/gateway/audit");
        assertThat(settings(manifests).at("/gateway/audit/signing-key").asText())
                .isEqualTo("/etc/gateway/audit/signing-key.pem");
    }

    private static JsonNode settings(Manifests manifests) {
        return Yaml.read(Objects.requireNonNull(manifests.settings().get("application.yaml")));
    }

    private static Stream<String> mounts(Manifests manifests) {
        return manifests.gateway().getVolumeMounts().stream()
                .map(it -> it.getName() + " " + it.getMountPath());
    }

    private static VolumeMount mount(Manifests manifests, String volume) {
        return manifests.gateway().getVolumeMounts().stream()
                .filter(it -> it.getName().equals(volume))
                .findFirst()
                .orElseThrow();
    }
}
