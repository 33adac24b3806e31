package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.dbbrain.IssuerStandIn;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.system.TestGateway.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A gateway that has a role of its virtual machine. */
@ExtendWith(OutputCaptureExtension.class)
class CredentialsIT {

    private static final String ID = "canary-of-the-id";
    private static final String KEY = "canary-of-the-key";
    private static final String TOKEN = "canary-of-the-token";
    private static final String READINESS = "/actuator/health/readiness";

    private final SandboxOptions options =
            SandboxOptions.defaults()
                    .withCredentials(ID, KEY, TOKEN)
                    .withInstances(InMemoryInstances.lively());

    @Test
    void turnsKillsAwayUntilItHasCredentialsAndThenKills(CapturedOutput output) throws Exception {
        try (IssuerStandIn metadata = new IssuerStandIn().says(503, "");
                TestGateway gateway = gateway(metadata)) {
            assertThat(gateway.management(READINESS)).contains("\"status\":\"DOWN\"");
            assertThat(gateway.management("/actuator/health/liveness")).contains("\"UP\"");
            for (Answer answer :
                    List.of(
                            gateway.kill("cdb-sandbox1", 1001),
                            gateway.get("/sessions?instanceId=cdb-sandbox1"))) {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.body().path("code").asString())
                        .isEqualTo("credentials-unavailable");
                assertThat(answer.raw().headers().firstValue("Retry-After")).contains("10");
            }
            assertThat(gateway.upstream().ledger().calls()).isEmpty();
            assertThat(gateway.database().sql("select * from kill").query().listOfRows()).isEmpty();

            metadata.says(
                    200,
                    IssuerStandIn.metadata(
                            ID, KEY, TOKEN, Instant.now().plus(Duration.ofHours(2))));

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> gateway.management(READINESS).contains("\"status\":\"UP\""));
            metadata.hangs();
            assertThat(gateway.kill("cdb-sandbox1", 1001).result()).isEqualTo("KILLED");
            assertThat(gateway.management("/actuator/prometheus"))
                    .contains("gateway_credentials_age_seconds{account=\"default\"}")
                    .contains("gateway_credentials_left_seconds{account=\"default\"}");
        }
        assertThat(output).contains("TRACE").doesNotContain(KEY, TOKEN);
    }

    private TestGateway gateway(IssuerStandIn metadata) throws Exception {
        return TestGateway.start(
                options,
                "--gateway.accounts.default.credentials.cvm-role=kill-gateway",
                "--gateway.accounts.default.credentials.metadata-uri=" + metadata.uri(),
                "--logging.level.root=trace");
    }
}
