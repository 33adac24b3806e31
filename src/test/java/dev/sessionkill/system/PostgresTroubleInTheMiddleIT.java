package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.sandbox.Match;
import dev.sessionkill.system.TestGateway.Answer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Trouble in the middle of a kill: it is finished all the same, and what is sent is recorded. */
class PostgresTroubleInTheMiddleIT extends GatewayOnPostgres {

    @Test
    void finishesAKillWhoseConnectionsAreTerminatedInTheMiddle() throws Exception {
        finishesAKillAndRecordsIt(
                () ->
                        server.administer(
                                """
                                select pg_terminate_backend(pid) from pg_stat_activity
                                 where application_name = 'session-kill-gateway'
                                """));
    }

    @Test
    void finishesAKillInWhichPostgresqlCrashesAndStartsAgain() throws Exception {
        finishesAKillAndRecordsIt(
                () -> server.administer("copy (select 1) to program 'kill -9 $PPID'"));
    }

    @Test
    void finishesAKillInWhichPostgresqlIsSilentForAWhile() throws Exception {
        finishesAKillAndRecordsIt(
                () -> {
                    wire.silence();
                    await().pollDelay(Duration.ofSeconds(4)).until(() -> true);
                    wire.mend();
                });
    }

    private interface Trouble {
        void begin() throws Exception;
    }

    /** Trouble that begins when the Prepare has arrived and is not yet answered. */
    private void finishesAKillAndRecordsIt(Trouble trouble) throws Exception {
        gateway.upstream().latency(Duration.ofMillis(500));
        long thread = next++;
        FutureTask<Answer> answer = new FutureTask<>(() -> gateway.kill(INSTANCE, thread));
        Thread.startVirtualThread(answer);
        assertThat(gateway.upstream().ledger().await(calls -> !calls.isEmpty(), RECOVERY)).isTrue();

        try {
            trouble.begin();
        } catch (SQLException e) {
            // The session that made the trouble is in it too.
        }

        assertThat(answer.get(90, TimeUnit.SECONDS).result()).isEqualTo("KILLED");
        gateway.upstream().latency(Duration.ZERO);
        recovers();
        assertThat(gateway.upstream().ledger().calls(Match.COMMIT)).hasSize(2);
    }
}
