package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.SandboxOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** TLS at the gateway's own port, for callers that have a certificate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientCertificateIT {

    private Certificate server;
    private Certificate caller;
    private Certificate stranger;
    private TestGateway gateway;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        server = Certificate.make(directory, "server");
        caller = Certificate.make(directory, "caller");
        stranger = Certificate.make(directory, "stranger");
        gateway =
                TestGateway.start(
                        SandboxOptions.defaults().withInstances(InMemoryInstances.lively()),
                        "--spring.ssl.bundle.pem.gateway.keystore.certificate=" + server.pem(),
                        "--spring.ssl.bundle.pem.gateway.keystore.private-key="
                                + server.privateKey(),
                        "--spring.ssl.bundle.pem.gateway.truststore.certificate=" + caller.pem(),
                        "--spring.ssl.bundle.pem.gateway.reload-on-update=true",
                        "--server.ssl.bundle=gateway",
                        "--server.ssl.client-auth=need",
                        "--management.server.ssl.enabled=false");
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void letsInWhoHasACertificateAndAToken() throws Exception {
        assertThat(status(caller, gateway.token())).isEqualTo(200);
    }

    @Test
    void wantsATokenBesideTheCertificate() throws Exception {
        assertThat(status(caller, "none")).isEqualTo(401);
    }

    @Test
    void turnsAwayWhoHasNoCertificate() {
        assertThatIOException().isThrownBy(() -> status(null, gateway.token()));
    }

    @Test
    void turnsAwayACertificateThatIsNotTrusted() {
        assertThatIOException().isThrownBy(() -> status(stranger, gateway.token()));
    }

    @Test
    void leavesTheManagementPortToTheProbes() throws Exception {
        assertThat(gateway.management("/actuator/health/readiness")).contains("\"UP\"");
    }

    private int status(@Nullable Certificate certificate, String token) throws Exception {
        URI plain = gateway.uri("/sessions?instanceId=cdb-sandbox1");
        URI uri = URI.create(plain.toString().replace("http://", "https://"));
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls(certificate)).build()) {
            return client.send(
                            HttpRequest.newBuilder(uri)
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private SSLContext tls(@Nullable Certificate certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", server.store().getCertificate("key"));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(certificate), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyManager[] keys(@Nullable Certificate certificate) throws Exception {
        if (certificate == null) {
            return new KeyManager[0];
        }
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(certificate.store(), certificate.password());
        return keys.getKeyManagers();
    }
}
