package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.system.TestGateway.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A database that does not answer, and a stop in the middle of a kill. */
class TroubleIT {

    private final SandboxOptions options =
            SandboxOptions.defaults().withInstances(InMemoryInstances.lively());

    @Test
    void sendsNothingWhileTheDatabaseIsLockedAndRecoversByItself() throws Exception {
        try (TestGateway gateway = TestGateway.start(options);
                Connection other = DriverManager.getConnection(gateway.databaseUrl());
                Statement statement = other.createStatement()) {
            statement.execute("begin exclusive");
            Answer locked = gateway.kill("cdb-sandbox1", 1001);
            statement.execute("rollback");
            Answer free = gateway.kill("cdb-sandbox1", 1002);

            assertThat(locked.status()).isEqualTo(503);
            assertThat(locked.body().path("code").asString()).isEqualTo("audit-unavailable");
            assertThat(free.status()).isEqualTo(200);
            assertThat(gateway.upstream().ledger().calls(Match.COMMIT)).hasSize(1);
            assertThat(
                            gateway.database()
                                    .sql("select count(*) from kill")
                                    .query(Integer.class)
                                    .single())
                    .isEqualTo(1);
        }
    }

    @Test
    void answersThoseWhoWaitWhenTheGatewayStopsAndFinishesTheirKill() throws Exception {
        try (TestGateway gateway = TestGateway.start(options)) {
            gateway.upstream().latency(Duration.ofSeconds(1));
            CompletableFuture<Answer> waiting =
                    CompletableFuture.supplyAsync(() -> killed(gateway));
            gateway.upstream().ledger().await(calls -> !calls.isEmpty(), Duration.ofSeconds(10));

            gateway.stop();

            Answer answer = waiting.get(10, TimeUnit.SECONDS);
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.raw().headers().firstValue("Location")).isPresent();
            assertThat(gateway.upstream().ledger().calls(Match.COMMIT)).hasSize(1);
        }
    }

    private static Answer killed(TestGateway gateway) {
        try {
            return gateway.kill("cdb-sandbox1", 1003);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
