package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.system.TestGateway.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Trouble that is there when a kill is asked for: nothing is sent, and it passes by itself. */
class PostgresTroubleIT extends GatewayOnPostgres {

    @Test
    void killsOnPostgresqlAndRecordsIt() throws Exception {
        Answer answer = gateway.kill(INSTANCE, 1001);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.result()).isEqualTo("KILLED");
        assertThat(gateway.get("/sessions/kill/" + answer.id()).body().path("state").asString())
                .isEqualTo("FINISHED");
        assertThatAllIsRecorded();
    }

    @Test
    void recordsManyKillsAtTheSameTime() throws Exception {
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(() -> gateway.kill(INSTANCE, 4_000_000_000L));
        }

        assertThat(TestGateway.together(calls)).allMatch(it -> it.status() == 200);

        assertThat(count("select count(*) from kill where state = 'FINISHED'")).isEqualTo(20);
        assertThat(count("select count(*) - max(seq) from audit_event")).isZero();
        assertThatAllIsRecorded();
    }

    @Test
    void sendsNothingWhilePostgresqlIsSilent() throws Exception {
        wire.silence();
        isTurnedAwayInTime();
        isTurnedAwayInTime();
        wire.mend();
        recovers();
    }

    @Test
    void sendsNothingWhilePostgresqlIsDown() throws Exception {
        wire.cut();
        isTurnedAwayInTime();
        wire.mend();
        recovers();
    }

    @Test
    void sendsNothingWhilePostgresqlIsSlow() throws Exception {
        wire.slow(Duration.ofSeconds(1));
        isTurnedAwayInTime();
        wire.mend();
        recovers();
    }

    @Test
    void sendsNothingWhilePostgresqlIsReadOnly() throws Exception {
        server.administer("alter system set default_transaction_read_only = on");
        try {
            server.administer("select pg_reload_conf()");
            await().atMost(RECOVERY)
                    .until(() -> single("show default_transaction_read_only").equals("on"));
            isTurnedAwayInTime();
        } finally {
            server.administer(
                    "set default_transaction_read_only = off",
                    "alter system reset default_transaction_read_only",
                    "select pg_reload_conf()");
        }
        recovers();
    }
}
