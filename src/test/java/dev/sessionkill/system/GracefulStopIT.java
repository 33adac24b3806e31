package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxSession;
import dev.sessionkill.system.TestGateway.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class GracefulStopIT {

    private static final int KILLS = 40;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final InMemoryInstances instances = InMemoryInstances.empty();
    private final SandboxOptions vendor =
            SandboxOptions.defaults().withLatency(Duration.ofMillis(300)).withInstances(instances);

    @Test
    void finishesWhatIsUnderWayAndHandsOverWhatWaits() throws Exception {
        for (int id = 1; id <= KILLS + 1; id++) {
            instances.add(
                    "cdb-" + id,
                    SandboxSession.running(id, "app", "10.0.0.1:" + id, "shop", 60, "select 1"));
        }
        // Two kills a second, so that some wait when the last has been asked for.
        try (TestGateway gateway =
                TestGateway.start(vendor, "--gateway.accounts.default.calls-per-second=4")) {
            for (int id = 1; id <= KILLS; id++) {
                assertThat(gateway.kill("respond-async", "cdb-" + id, id).status()).isEqualTo(202);
            }
            FutureTask<Answer> waiting =
                    new FutureTask<>(() -> gateway.kill("cdb-" + (KILLS + 1), KILLS + 1));
            Thread.ofVirtual().start(waiting);
            await().atMost(SOON).until(() -> count(gateway, "true") == KILLS + 1);
            await().atMost(SOON)
                    .until(() -> !gateway.upstream().ledger().calls(Match.COMMIT).isEmpty());

            long start = System.nanoTime();
            gateway.stop();

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(25));
            assertThat(waiting.get().status()).isEqualTo(202);
            assertThat(count(gateway, "state = 'FINISHED'")).isBetween(1L, KILLS - 1L);
            assertThat(count(gateway, "state in ('COMMITTING', 'VERIFYING')")).isZero();
            assertThat(count(gateway, "state <> 'FINISHED' and lease_until > 0")).isZero();
            List<Call> commits = gateway.upstream().ledger().calls(Match.COMMIT);
            assertThat(commits).hasSize((int) count(gateway, "state = 'FINISHED'"));

            try (TestGateway _ =
                    TestGateway.start(vendor, "--spring.datasource.url=" + gateway.databaseUrl())) {
                await().atMost(SOON).until(() -> count(gateway, "result = 'KILLED'") == KILLS + 1);
            }
        }
    }

    @Test
    void saysThatItIsStoppingToWhoeverComesMeanwhile() throws Exception {
        instances.add(
                "cdb-1", SandboxSession.running(1, "app", "10.0.0.1:1", "shop", 60, "select 1"));
        try (TestGateway gateway = TestGateway.start(vendor)) {
            gateway.stopAccepting();

            Answer answer = gateway.kill("cdb-1", 1);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body().path("code").asString()).isEqualTo("shutting-down");
            assertThat(answer.raw().headers().firstValue("Retry-After")).isPresent();
            assertThat(gateway.upstream().ledger().calls()).isEmpty();
        }
    }

    private static long count(TestGateway gateway, String condition) throws SQLException {
        try (Connection connection = DriverManager.getConnection(gateway.databaseUrl());
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*) from kill where " + condition)) {
            return row.getLong(1);
        }
    }
}
