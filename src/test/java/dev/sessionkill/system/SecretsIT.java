package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.sandbox.Fault;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Canaries in the place of secrets: whatever goes wrong, they show up nowhere. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsIT {

    private static final String KEY = "canary-of-the-secret-key";
    private static final String TOKEN = "canary-of-the-session-token";

    @ParameterizedTest
    @ValueSource(strings = {"", "ecs"})
    void showUpInNoLogAtTraceInNoAnswerInNoSpanAndInNoRecord(String format, CapturedOutput output)
            throws Exception {
        SandboxOptions options =
                SandboxOptions.defaults()
                        .withCredentials("canary-id", KEY, TOKEN)
                        .withInstances(InMemoryInstances.lively());
        List<String> seen = new ArrayList<>();
        String jwt;
        try (Collector collector = new Collector();
                TestGateway gateway =
                        TestGateway.start(
                                options,
                                "--gateway.accounts.default.credentials.token=" + TOKEN,
                                "--management.opentelemetry.tracing.export.otlp.endpoint="
                                        + collector.url(),
                                "--management.opentelemetry.tracing.export.schedule-delay=100ms",
                                "--management.tracing.sampling.probability=1",
                                "--logging.structured.format.console=" + format,
                                "--logging.level.root=trace",
                                "--logging.level.dev.sessionkill=trace")) {
            // Tomcat logs what it cannot read once, and no more for a day.
            String refusals = BrokenRequests.answers(gateway.uri("/"));
            assertThat(refusals).contains("HTTP/1.1 400", "invalid-request");
            // The path that was asked for is told to who asked, and only there.
            seen.add(refusals.replaceAll("\"instance\":\"[^\"]*\"", ""));
            jwt = gateway.token();
            seen.add(gateway.kill("cdb-sandbox1", 1001).raw().body());
            gateway.upstream().faults().next(Match.COMMIT, Fault.error("AuthFailure", false));
            seen.add(gateway.kill("cdb-sandbox1", 1002).raw().body());
            gateway.upstream().faults().next(Match.COMMIT, Fault.status(500, true));
            seen.add(gateway.kill("cdb-sandbox1", 1003).raw().body());
            gateway.upstream().faults().next(Match.PREPARE, Fault.html(false));
            seen.add(gateway.kill("cdb-sandbox1", 1005).raw().body());
            seen.add(gateway.send(forged(gateway, jwt)).raw().body());
            seen.add(gateway.management("/actuator/health"));
            seen.add(gateway.management("/actuator/prometheus"));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> collector.received().contains("KillMySqlThreads COMMIT"));
            seen.add(collector.received());
            for (String table : List.of("kill", "kill_call", "audit_event")) {
                seen.add(
                        gateway.database().sql("select * from " + table).query().listOfRows() + "");
            }
        }

        assertThat(output.getAll()).contains("TRACE").contains("DEBUG");
        seen.add(output.getAll());
        for (String text : seen) {
            assertThat(text.lines().filter(it -> it.contains(BrokenRequests.CANARY))).isEmpty();
            assertThat(text).doesNotContain(KEY).doesNotContain(TOKEN);
            assertThat(text.contains(jwt)).as("a token in %.200s", text).isFalse();
        }
    }

    /** The token with its signature broken. */
    private static HttpRequest.Builder forged(TestGateway gateway, String jwt) {
        return HttpRequest.newBuilder(gateway.uri("/sessions/kill/1"))
                .header("Authorization", "Bearer " + jwt + "AAAA");
    }
}
