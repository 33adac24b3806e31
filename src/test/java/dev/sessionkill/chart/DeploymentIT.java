package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeploymentIT {

    @ParameterizedTest
    @MethodSource("dev.sessionkill.chart.Chart#cases")
    void runsWithoutAnyRight(String values) {
        Manifests manifests = Chart.render(values);
        PodSecurityContext pod = manifests.pod().getSecurityContext();
        SecurityContext container = manifests.gateway().getSecurityContext();

        assertThat(pod.getRunAsNonRoot()).isTrue();
        assertThat(pod.getRunAsUser()).isEqualTo(10001);
        assertThat(pod.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getCapabilities().getAdd()).isEmpty();
        assertThat(manifests.pod().getAutomountServiceAccountToken()).isFalse();
        assertThat(manifests.pod().getHostNetwork()).isNull();
        assertThat(manifests.volume("tmp").getEmptyDir()).isNotNull();
    }

    /** Whatever callers have to speak: Kubernetes and Prometheus have no certificate. */
    @Test
    void isProbedInPlainHttpAlsoWhenCallersNeedTls() {
        Manifests manifests =
                Chart.render(
                        "sqlite",
                        """
                        extraSettings:
                          server: {ssl: {bundle: gateway, client-auth: need}}
                        extraVolumes:
                          - {name: tls, secret: {secretName: gateway-tls}}
                        extraVolumeMounts:
                          - {name: tls, mountPath: /etc/gateway/tls, readOnly: true}
                        """);

        JsonNode settings =
                Yaml.read(Objects.requireNonNull(manifests.settings().get("application.yaml")));
        assertThat(settings.at("/management/server/ssl/enabled").asBoolean(true)).isFalse();
        assertThat(settings.at("/server/ssl/bundle").asText()).isEqualTo("gateway");
        assertThat(manifests.volume("tls").getSecret().getSecretName()).isEqualTo("gateway-tls");
        assertThat(manifests.gateway().getVolumeMounts())
                .anyMatch(it -> it.getMountPath().equals("/etc/gateway/tls"));
    }

    @Test
    void isProbedOnTheManagementPort() {
        Container gateway = Chart.render("sqlite").gateway();

        assertThat(
                        Stream.of(
                                        gateway.getStartupProbe(),
                                        gateway.getLivenessProbe(),
                                        gateway.getReadinessProbe())
                                .map(Probe::getHttpGet))
                .allSatisfy(it -> assertThat(it.getPort().getStrVal()).isEqualTo("management"))
                .extracting(it -> it.getPath())
                .containsExactly(
                        "/actuator/health/startup",
                        "/actuator/health/liveness",
                        "/actuator/health/readiness");
        assertThat(gateway.getPorts())
                .extracting(it -> it.getName() + " " + it.getContainerPort())
                .containsExactly("http 8080", "management 9090");
    }

    @Test
    void onSqliteIsOnePodThatEndsBeforeTheNextBegins() {
        DeploymentSpec spec = Chart.render("sqlite").one(Deployment.class).getSpec();

        assertThat(spec.getReplicas()).isEqualTo(1);
        assertThat(spec.getStrategy().getType()).isEqualTo("Recreate");
        assertThat(spec.getTemplate().getSpec().getTopologySpreadConstraints()).isEmpty();
    }

    @Test
    void onPostgresqlNeverHasFewerPodsDuringAnUpgrade() {
        DeploymentSpec spec = Chart.render("replicas").one(Deployment.class).getSpec();

        assertThat(spec.getReplicas()).isEqualTo(3);
        assertThat(spec.getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal()).isZero();
    }

    @Test
    void leavesTheNumberOfPodsToTheAutoscaler() {
        assertThat(Chart.render("postgresql").one(Deployment.class).getSpec().getReplicas())
                .isNull();
    }

    /** The stop takes 25 seconds at most. */
    @Test
    void givesTheStopItsTimeAndThePauseBeforeIt() {
        PodSpec several = Chart.render("replicas").pod();
        PodSpec one = Chart.render("sqlite").pod();
        long pause =
                several.getContainers()
                        .getFirst()
                        .getLifecycle()
                        .getPreStop()
                        .getSleep()
                        .getSeconds();

        assertThat(several.getTerminationGracePeriodSeconds() - pause).isGreaterThan(25);
        assertThat(one.getTerminationGracePeriodSeconds()).isGreaterThan(25);
        assertThat(one.getContainers().getFirst().getLifecycle()).isNull();
    }

    @Test
    void spreadsSeveralPodsOverZonesAndNodes() {
        assertThat(Chart.render("replicas").pod().getTopologySpreadConstraints())
                .allSatisfy(
                        it -> {
                            assertThat(it.getLabelSelector().getMatchLabels())
                                    .containsEntry("app.kubernetes.io/instance", "kills")
                                    .containsEntry("app.kubernetes.io/component", "gateway");
                            assertThat(it.getMatchLabelKeys()).containsExactly("pod-template-hash");
                        })
                .extracting(it -> it.getTopologyKey())
                .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
    }

    @Test
    void isReplacedWhenItsSettingsChangeAndOnlyThen() {
        String checksum = checksum("{}");

        assertThat(checksum).matches("[0-9a-f]{64}");
        assertThat(checksum("{service: {port: 81}}")).isEqualTo(checksum);
        assertThat(checksum("{gateway: {kill: {wait: 16s}}}")).isNotEqualTo(checksum);
        assertThat(checksum("{extraSettings: {logging: {level: {root: warn}}}}"))
                .isNotEqualTo(checksum);
    }

    @Test
    void takesItsPlaceImageAndSizeFromTheValues() {
        PodSpec pod = Chart.render("everything").pod();
        Container gateway = pod.getContainers().getFirst();

        assertThat(gateway.getImage())
                .startsWith("registry.example.com:5000/dba/session-kill-gateway@sha256:0123");
        assertThat(gateway.getImagePullPolicy()).isEqualTo("Always");
        assertThat(pod.getImagePullSecrets())
                .extracting(it -> it.getName())
                .containsExactly("registry");
        assertThat(gateway.getResources().getLimits().get("memory")).hasToString("640Mi");
        assertThat(gateway.getEnv())
                .extracting(EnvVar::getName)
                .containsExactly("JAVA_TOOL_OPTIONS", "TZ", "NODE");
        assertThat(gateway.getEnv().getFirst().getValue()).isEqualTo("-Xmx320m");
        assertThat(pod.getNodeSelector()).isEqualTo(Map.of("kubernetes.io/arch", "amd64"));
        assertThat(pod.getTolerations()).hasSize(1);
        assertThat(pod.getAffinity().getNodeAffinity()).isNotNull();
        assertThat(pod.getPriorityClassName()).isEqualTo("high");
    }

    @Test
    void logsInAFormThatNobodyCanForgeALineOfUnlessToldOtherwise() {
        assertThat(Chart.render("sqlite").gateway().getEnv())
                .contains(
                        new EnvVarBuilder()
                                .withName("LOGGING_STRUCTURED_FORMAT_CONSOLE")
                                .withValue("ecs")
                                .build());
        assertThat(Chart.render("everything").gateway().getEnv())
                .extracting(EnvVar::getName)
                .doesNotContain("LOGGING_STRUCTURED_FORMAT_CONSOLE");
    }

    /** Classes, code and threads, and what is on its way through sockets. */
    @Test
    void hasRoomBesideItsHeap() {
        Container gateway = Chart.render("sqlite").gateway();
        Matcher heap =
                Pattern.compile("-Xmx(\\d+)m").matcher(gateway.getEnv().getFirst().getValue());

        assertThat(heap.find()).isTrue();
        assertThat(
                        Objects.requireNonNull(gateway.getResources().getLimits().get("memory"))
                                .getNumericalAmount())
                .isGreaterThanOrEqualTo(
                        BigDecimal.valueOf((Long.parseLong(heap.group(1)) + 200) << 20));
    }

    @Test
    void takesTheImageOfItsVersionUnlessToldOtherwise() {
        String version = Yaml.read(Chart.file("Chart.yaml")).path("appVersion").asText();

        assertThat(Chart.render("sqlite").gateway().getImage())
                .isEqualTo("session-kill-gateway:" + version);
        assertThat(Chart.render("sqlite", "{image: {tag: 1.2.3}}").gateway().getImage())
                .isEqualTo("session-kill-gateway:1.2.3");
    }

    @Test
    void isASandboxOnlyWhenThatIsAskedFor() {
        String profile = "--spring.profiles.active=sandbox";
        List<String> real = Chart.render("sqlite").gateway().getArgs();

        assertThat(real)
                .containsExactly("--spring.config.additional-location=file:/etc/gateway/config/");
        assertThat(Chart.render("sandbox").gateway().getArgs()).contains(profile);
    }

    private static String checksum(String values) {
        return Objects.requireNonNull(
                Chart.render("sqlite", values)
                        .one(Deployment.class)
                        .getSpec()
                        .getTemplate()
                        .getMetadata()
                        .getAnnotations()
                        .get("checksum/config"));
    }
}
