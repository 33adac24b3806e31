package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class NetworkPolicyIT {

    @Test
    void opensTheTwoPortsToEverybodyUnlessToldOtherwise() {
        NetworkPolicySpec spec = Chart.render("sqlite").one(NetworkPolicy.class).getSpec();

        assertThat(spec.getPolicyTypes()).containsExactly("Ingress");
        assertThat(ports(spec.getIngress())).containsExactly("http", "management");
        assertThat(spec.getIngress()).allSatisfy(it -> assertThat(it.getFrom()).isEmpty());
        assertThat(spec.getPodSelector().getMatchLabels())
                .containsEntry("app.kubernetes.io/component", "gateway");
    }

    @Test
    void letsTheNamedPeersInAndTheTestOfTheRelease() {
        NetworkPolicySpec spec = Chart.render("everything").one(NetworkPolicy.class).getSpec();

        assertThat(spec.getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(ports(spec.getIngress())).containsExactly("http", "management");
        assertThat(spec.getIngress().getFirst().getFrom())
                .extracting(NetworkPolicyIT::described)
                .containsExactly("ops", "test");
        assertThat(spec.getIngress().getLast().getFrom())
                .extracting(NetworkPolicyIT::described)
                .containsExactly("monitoring", "test");
        assertThat(spec.getEgress()).hasSize(2);
    }

    @Test
    void letsTheGatewayAskForTheRoleOfItsMachine() {
        String elsewhere =
                "{gateway: {accounts: {machine: {credentials: {metadata-uri: 'http://a'}}}}}";

        assertThat(egress("{}"))
                .hasSize(2)
                .last()
                .extracting(it -> it.getTo().getFirst().getIpBlock().getCidr())
                .isEqualTo("169.254.0.0/16");
        assertThat(egress(elsewhere)).hasSize(1);
        assertThat(egress("{networkPolicy: {egress: []}}")).isEmpty();
    }

    @Test
    void canBeLeftToTheCluster() {
        assertThat(Chart.render("replicas").all(NetworkPolicy.class)).isEmpty();
    }

    private static List<NetworkPolicyEgressRule> egress(String values) {
        return Chart.render("roles", values).one(NetworkPolicy.class).getSpec().getEgress();
    }

    private static List<String> ports(List<NetworkPolicyIngressRule> rules) {
        return rules.stream().map(it -> it.getPorts().getFirst().getPort().getStrVal()).toList();
    }

    private static String described(NetworkPolicyPeer peer) {
        return Objects.requireNonNull(
                peer.getNamespaceSelector() == null
                        ? peer.getPodSelector().getMatchLabels().get("app.kubernetes.io/component")
                        : peer.getNamespaceSelector()
                                .getMatchLabels()
                                .get("kubernetes.io/metadata.name"));
    }
}
