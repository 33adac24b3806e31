package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Services, Ingress, service account and the pod of {@code helm test}. */
class ServicesIT {

    @ParameterizedTest
    @MethodSource("dev.sessionkill.chart.Chart#cases")
    void selectThePodsOfTheGatewayAlone(String values) {
        Manifests manifests = Chart.render(values);
        Deployment deployment = manifests.one(Deployment.class);

        assertThat(manifests.all(Service.class))
                .hasSize(2)
                .allSatisfy(
                        it ->
                                assertThat(it.getSpec().getSelector())
                                        .isEqualTo(
                                                deployment.getSpec().getSelector().getMatchLabels())
                                        .containsEntry("app.kubernetes.io/component", "gateway"));
        assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
    }

    @Test
    void keepTheManagementPortInsideTheCluster() {
        Manifests manifests = Chart.render("everything");
        Service callers = manifests.named(Service.class, "killer");
        Service management = manifests.named(Service.class, "killer-management");

        assertThat(callers.getSpec().getType()).isEqualTo("LoadBalancer");
        assertThat(callers.getMetadata().getAnnotations()).hasSize(1);
        assertThat(callers.getSpec().getPorts())
                .extracting(ServicesIT::described)
                .containsExactly("8443 http");
        assertThat(management.getSpec().getType()).isEqualTo("ClusterIP");
        assertThat(management.getSpec().getPorts())
                .extracting(ServicesIT::described)
                .containsExactly("19090 management");
    }

    @Test
    void areReachedThroughAnIngressWithACertificate() {
        Ingress ingress = Chart.render("everything").one(Ingress.class);
        var rule = ingress.getSpec().getRules().getFirst();

        assertThat(ingress.getSpec().getIngressClassName()).isEqualTo("nginx");
        assertThat(rule.getHost()).isEqualTo("kill.example.com");
        assertThat(rule.getHttp().getPaths().getFirst().getBackend().getService().getName())
                .isEqualTo("killer");
        assertThat(ingress.getSpec().getTls().getFirst().getHosts())
                .containsExactly("kill.example.com");
        assertThat(ingress.getSpec().getTls().getFirst().getSecretName())
                .isEqualTo("kill-example-com");
        assertThat(Chart.render("sqlite").all(Ingress.class)).isEmpty();
    }

    @Test
    void runUnderAnAccountWhoseTokenIsNotMounted() {
        Manifests own = Chart.render("everything");
        ServiceAccount account = own.one(ServiceAccount.class);

        assertThat(account.getAutomountServiceAccountToken()).isFalse();
        assertThat(account.getMetadata().getAnnotations())
                .containsEntry("example.com/role", "dbbrain");
        assertThat(own.pod().getServiceAccountName()).isEqualTo(account.getMetadata().getName());

        Manifests given = Chart.render("replicas");
        assertThat(given.all(ServiceAccount.class)).isEmpty();
        assertThat(given.pod().getServiceAccountName()).isEqualTo("operations");
    }

    @Test
    void areAskedByTheTestOnTheirPorts() {
        Pod test = Chart.render("everything").one(Pod.class);

        assertThat(test.getSpec().getContainers())
                .allSatisfy(
                        it -> {
                            assertThat(it.getImage()).startsWith("registry.example.com:5000/");
                            assertThat(it.getSecurityContext().getReadOnlyRootFilesystem())
                                    .isTrue();
                        })
                .extracting(it -> it.getCommand().getLast())
                .containsExactly(
                        "http://killer:8443/v3/api-docs",
                        "http://killer-management:19090/actuator/prometheus",
                        "http://killer-management:19090/actuator/health/readiness");
        assertThat(test.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(Chart.file("templates/tests/answers.yaml"))
                .contains("\n    helm.sh/hook: test\n");
    }

    private static String described(ServicePort port) {
        return port.getPort() + " " + port.getTargetPort().getStrVal();
    }
}
