package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Ledger;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.storage.PostgresServer;
import dev.sessionkill.storage.Wire;
import dev.sessionkill.system.TestGateway.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A gateway on a PostgreSQL that a test can bring into trouble. */
@Timeout(180)
abstract class GatewayOnPostgres {

    static final String INSTANCE = "cdb-sandbox1";

    /** What the gateway promises is 3 s; a busy machine may add to it. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    static final Duration RECOVERY = Duration.ofSeconds(30);

    final PostgresServer server;
    final InMemoryInstances instances = InMemoryInstances.lively();
    Wire wire;
    private String direct;
    TestGateway gateway;
    long next = 1001;

    GatewayOnPostgres() {
        this(PostgresServer.shared());
    }

    GatewayOnPostgres(PostgresServer server) {
        this.server = server;
    }

    @BeforeEach
    void start() throws Exception {
        wire = Wire.to(server.port());
        direct = server.newDatabase();
        gateway =
                TestGateway.start(
                        SandboxOptions.defaults().withInstances(instances),
                        "--spring.datasource.url="
                                + direct.replace(":" + server.port(), ":" + wire.port()),
                        "--spring.datasource.hikari.connection-timeout=2000");
    }

    @AfterEach
    void stop() throws Exception {
        wire.mend();
        gateway.close();
        wire.close();
    }

    void isTurnedAwayInTime() throws Exception {
        assertThat(timeToTurnAway()).isLessThan(BOUND);
    }

    /** How long it takes to turn a kill away. */
    Duration timeToTurnAway() throws Exception {
        int before = gateway.upstream().ledger().calls().size();
        long begin = System.nanoTime();
        Answer answer = gateway.kill(INSTANCE, next);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().path("code").asString()).isEqualTo("audit-unavailable");
        assertThat(gateway.upstream().ledger().calls()).hasSize(before);
        return took;
    }

    void recovers() throws Exception {
        await().atMost(RECOVERY).until(() -> gateway.kill(INSTANCE, next).status() == 200);
        assertThatAllIsRecorded();
    }

    /** What was recorded may not have been sent, but never the other way round. */
    void assertThatAllIsRecorded() throws SQLException {
        Ledger ledger = gateway.upstream().ledger();
        assertThat(ledger.calls(Match.PREPARE).size())
                .isPositive()
                .isLessThanOrEqualTo(
                        count("select count(*) from audit_event where kind = 'PREPARE_SENDING'"));
        for (Call commit : ledger.calls(Match.COMMIT)) {
            assertThat(ledger.commits(String.valueOf(commit.sqlExecId()))).hasSize(1);
            assertThat(
                            count(
                                    """
                                    select count(*) from audit_event
                                     where kind = 'COMMIT_SENDING' and data like '%%%s%%'
                                    """
                                            .formatted(commit.sqlExecId())))
                    .isPositive();
        }
    }

    int count(String sql) throws SQLException {
        return Integer.parseInt(single(sql));
    }

    String single(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(direct);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
