package dev.sessionkill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.SandboxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same for a gateway at which callers have to wait. */
class DescribedQueueIT {

    @Test
    void holdsForWhoWaitsAndForWhoMayNot() throws Exception {
        try (DescribedGateway gateway =
                new DescribedGateway(
                        SandboxOptions.defaults()
                                .withLatency(Duration.ofSeconds(1))
                                .withInstances(InMemoryInstances.lively()),
                        "--gateway.accounts.default.calls-per-second=2",
                        "--gateway.kill.queue-limit-per-caller=2")) {
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                answers.add(kill(gateway));
            }
            Answer turnedAway = answers.getLast();
            Answer waiting = answers.stream().filter(it -> it.status() == 202).toList().getLast();
            Answer cancelled = gateway.ask("DELETE", waiting.header("location"), "");

            assertThat(turnedAway.status()).isEqualTo(429);
            assertThat(turnedAway.has("Retry-After")).isTrue();
            assertThat(cancelled.status()).isEqualTo(200);
            assertThat(cancelled.json().get("state").stringValue()).isEqualTo("CANCELLED");
        }
    }

    private static Answer kill(DescribedGateway gateway) throws Exception {
        return gateway.kill(
                """
                {"instanceId": "cdb-sandbox1", "threads": [1001], "reason": "a test"}
                """,
                "Prefer: respond-async");
    }
}
