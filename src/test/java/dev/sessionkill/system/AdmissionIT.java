package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

    /** In nanoseconds. Between the last pair and the deadline of its kill is one second. */
    private static final long MOST_STALL = Duration.ofMillis(300).toNanos();

    private final InMemoryInstances instances = InMemoryInstances.empty();
    private final Stalls stalls = new Stalls();
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
        stalls.close();
        gateway.close();
    }

    @Test
    void turnsAwayAtOnceWhoseTurnWouldComeTooLateAndSaysWhenItWouldNot() throws Exception {
        Answer answer = kill(1);
        int id = 1;
        while (isTakenIn(answer) && id < 9) {
            answer = kill(++id);
        }

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().path("code").asString()).isEqualTo("deadline-too-short");
        assertThat(retryAfter(answer)).isBetween(1L, 10L);
        assertThat(id).isBetween(4, 7);
        assertThat(count("")).isEqualTo(id - 1L);
    }

    @Test
    void letsNobodyExpireWhomItTookIn() throws Exception {
        int taken = 0;
        for (int id = 1; id <= 20; id++) {
            taken += isTakenIn(kill(id)) ? 1 : 0;
        }
        int kills = taken;

        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("where finished_at is not null") == kills);
        long expired = count("where state = 'EXPIRED'");
        assumeTrue(expired == 0 || stalls.longest() < MOST_STALL, "the machine stood still");
        assertThat(expired).isZero();
        assertThat(gateway.upstream().ledger().calls(Match.COMMIT)).hasSize(kills);
    }

    /** Whether it waits, or was carried out before that could be told. */
    private static boolean isTakenIn(Answer answer) {
        return answer.status() == 202 || answer.status() == 200;
    }

    private long count(String condition) {
        return gateway.database()
                .sql("select count(*) from kill " + condition)
                .query(Long.class)
                .single();
    }

    private Answer kill(int id) throws Exception {
        return gateway.kill("respond-async", "cdb-" + id, id);
    }

    private static long retryAfter(Answer answer) {
        return answer.raw().headers().firstValueAsLong("Retry-After").orElseThrow();
    }
}
