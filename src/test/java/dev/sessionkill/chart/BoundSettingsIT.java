package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.SessionKillGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The gateway starts with the settings that the chart makes; it refuses those it does not know. */
class BoundSettingsIT {

    private static final List<String> OF_THE_WEBHOOK =
            List.of(
                    "--TKE_REGION=ap-guangzhou",
                    "--TKE_PROVIDER_ID=cls-1",
                    "--TKE_ROLE_ARN=qcs::cam::uin/100000000001:roleName/kill-gateway");

    @TempDir private Path pod;

    /** What the pod of the chart finds in its mounts. */
    @BeforeEach
    void mount() throws IOException, GeneralSecurityException {
        for (String account : List.of("default", "overseas", "role")) {
            Path directory = pod.resolve("etc/gateway/credentials/" + account);
            write(directory.resolve("secret-id"), "id-of-" + account);
            write(directory.resolve("secret-key"), "key-of-" + account);
        }
        write(pod.resolve("etc/gateway/database/spring/datasource/username"), "gateway\n");
        write(pod.resolve("etc/gateway/database/spring/datasource/password"), "from-the-secret\n");
        byte[] key =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
        write(
                pod.resolve("etc/gateway/audit/signing-key.pem"),
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                        .formatted(Base64.getEncoder().encodeToString(key)));
        write(pod.resolve("var/run/secrets/identity/token"), "of-the-service-account");
        Files.createDirectories(pod.resolve("data"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    everything | spring.application.name         | killer
                    postgresql | spring.datasource.username      | gateway
                    replicas   | spring.datasource.password      | from-the-secret
                    roles      | gateway.accounts.pod.credentials.tke | true
                    sandbox    | gateway.sandbox.latency         | 20ms
                    sqlite     | gateway.accounts.default.region | ap-guangzhou
                    """)
    void startTheGatewayAndReachIt(String values, String name, String value) throws IOException {
        try (ConfigurableApplicationContext gateway = start(Chart.render(values))) {
            assertThat(gateway.getEnvironment().getProperty(name)).isEqualTo(value);
        }
    }

    /** A values file without a row above would be one that nobody has started with. */
    @Test
    void haveARowForEveryValuesFile() {
        assertThat(Chart.cases())
                .containsExactly(
                        "everything", "postgresql", "replicas", "roles", "sandbox", "sqlite");
    }

    @Test
    void wouldBeRefusedIfTheChartMisspeltOne() {
        Manifests manifests = Chart.render("everything");
        manifests
                .settings()
                .computeIfPresent(
                        "application.yaml", (_, it) -> it.replace("max-wait", "max-wiat"));

        assertThatThrownBy(() -> start(manifests).close()).hasStackTraceContaining("max-wiat");
    }

    /** Starts a gateway with its pod's arguments, with the root of its files moved. */
    private ConfigurableApplicationContext start(Manifests manifests) throws IOException {
        for (Map.Entry<String, String> file : manifests.settings().entrySet()) {
            write(pod.resolve("etc/gateway/config/" + file.getKey()), moved(file.getValue()));
        }
        List<String> arguments = new ArrayList<>();
        manifests.gateway().getArgs().forEach(it -> arguments.add(moved(it)));
        arguments.addAll(OF_THE_WEBHOOK);
        arguments.add(
                "--TKE_WEB_IDENTITY_TOKEN_FILE=" + pod.resolve("var/run/secrets/identity/token"));
        arguments.add("--server.port=0");
        arguments.add("--management.server.port=0");
        arguments.add("--spring.datasource.url=jdbc:sqlite:" + pod.resolve("data/gateway.db"));
        return new SpringApplicationBuilder(SessionKillGateway.class)
                .run(arguments.toArray(String[]::new));
    }

    private String moved(String text) {
        return text.replace("/etc/gateway/", pod + "/etc/gateway/")
                // Nobody is asked for credentials: nothing listens there.
                .replaceAll("(sts-endpoint|metadata-uri): .*", "$1: http://127.0.0.1:1")
                .replaceAll(
                        "(?m)^( *)(cvm-role: .*)$(?!\\n *metadata)",
                        "$1$2\n$1metadata-uri: http://127.0.0.1:1")
                .replaceAll("(?<=[ :])/data\\b", pod + "/data");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
