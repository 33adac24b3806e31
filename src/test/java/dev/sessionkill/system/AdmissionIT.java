package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxSession;
import dev.sessionkill.system.TestGateway.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With two calls a second, a kill takes one, and whoever comes as the fifth comes too late. */
class AdmissionIT {

    private final InMemoryInstances instances = InMemoryInstances.empty();
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        for (int id = 1; id <= 20; id++) {
            instances.add(
                    "cdb-" + id,
                    SandboxSession.running(id, "app", "10.0.0.1:" + id, "shop", 60, "select 1"));
        }
        gateway =
                TestGateway.start(
                        SandboxOptions.defaults()
                                .withLatency(Duration.ofMillis(20))
                                .withInstances(instances),
                        "--gateway.accounts.default.calls-per-second=2",
                        "--gateway.kill.deadline=4s",
                        "--gateway.kill.queue-limit-per-caller=10",
                        "--gateway.kill.queue-limit=12");
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void turnsAwayAtOnceWhoseTurnWouldComeTooLateAndSaysWhenItWouldNot() throws Exception {
        Answer answer = kill(1);
        int id = 1;
        while (answer.status() == 202 && id < 9) {
            answer = kill(++id);
        }

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().path("code").asString()).isEqualTo("deadline-too-short");
        assertThat(retryAfter(answer)).isBetween(1L, 10L);
        assertThat(id).isBetween(4, 7);
        assertThat(gateway.database().sql("select count(*) from kill").query(Long.class).single())
                .isEqualTo(id - 1L);
    }

    @Test
    void letsNobodyExpireWhomItTookIn() throws Exception {
        int taken = 0;
        for (int id = 1; id <= 20; id++) {
            taken += kill(id).status() == 202 ? 1 : 0;
        }
        int kills = taken;

        await().atMost(Duration.ofSeconds(20))
                .until(() -> gateway.upstream().ledger().calls(Match.COMMIT).size() == kills);
        assertThat(
                        gateway.database()
                                .sql("select count(*) from kill where state = 'EXPIRED'")
                                .query(Long.class)
                                .single())
                .isZero();
    }

    private Answer kill(int id) throws Exception {
        return gateway.kill("respond-async", "cdb-" + id, id);
    }

    private static long retryAfter(Answer answer) {
        return answer.raw().headers().firstValueAsLong("Retry-After").orElseThrow();
    }
}
