package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Requests to the real server, byte by byte, of a caller whose token is good. */
@ApiServer
abstract class OnTheWire {

    /** Keeps no JVM alive, so it need not be closed. */
    private static final SandboxServer issuer = SandboxServer.start(SandboxOptions.defaults());

    @Value("${local.server.port}")
    private int port;

    @Autowired private FakeKills kills;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        registry.add("gateway.access.issuers[0].uri", () -> issuer.issuer().issuer());
        registry.add("gateway.access.issuers[0].jwk-set-uri", () -> issuer.issuer().jwkSetUri());
    }

    @BeforeEach
    void reset() {
        kills.reset();
    }

    final FakeKills kills() {
        return kills;
    }

    final RawHttp.Answer send(String request) throws IOException {
        return RawHttp.send(port, request);
    }

    static String head(String method, String path) {
        return "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer %s\r\n"
                .formatted(
                        method,
                        path,
                        issuer.issuer().mint("ops-portal", List.of("dba"), Duration.ofMinutes(5)));
    }

    static void refused(int status, ProblemCode code, RawHttp.Answer answer) {
        assertThat(answer.status()).isEqualTo(status);
        ProblemShape.of(code, answer.header("content-type"), answer.body());
    }

    static void tellsNothing(RawHttp.Answer answer) {
        ProblemShape.holdsNothingOfTheInside(answer.head() + answer.body());
        assertThat(answer.head() + answer.body())
                .doesNotContain("canary", "Apache", "11.0", "<html", "Stack");
    }
}
