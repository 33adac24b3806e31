package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxSession;
import dev.sessionkill.storage.PostgresServer;
import dev.sessionkill.system.TestGateway.Answer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A PostgreSQL whose disk is full: what cannot be written is not sent, and it passes by itself. */
class PostgresFullIT extends GatewayOnPostgres {

    private static final String CROWD = "cdb-crowd";

    /** So many that what is recorded of them does not fit into pages that are there already. */
    private static final int SESSIONS = 100;

    private static final int MOST_ROWS = 100_000;

    PostgresFullIT() {
        super(PostgresServer.onASmallDisk());
    }

    @BeforeEach
    void reserve() throws SQLException {
        // One more than are killed: a list that is empty proves nothing.
        for (long id = 1; id <= SESSIONS + 1; id++) {
            instances.add(
                    CROWD,
                    SandboxSession.running(
                            id, "report", "10.0.0.1:" + (20_000 + id), "shop", 60, "select 1"));
        }
        server.administer(
                "create unlogged table junk (text text)",
                "alter table junk alter text set storage plain",
                "create unlogged table reserve as select repeat('x', 1000) from"
                        + " generate_series(1, 3000)",
                // So that what is logged while the disk is full has a file to go to: without one
                // the server stops altogether, and has to be started by its operator.
                "checkpoint",
                "select pg_switch_wal()",
                "checkpoint");
    }

    @AfterEach
    void free() throws SQLException {
        server.administer("drop table if exists junk", "drop table if exists reserve");
    }

    @Test
    void sendsNothingWhileTheDiskIsFull() throws Exception {
        assertThat(gateway.kill(INSTANCE, next).status()).isEqualTo(200);
        server.administer("drop table reserve");
        fill();
        untilKillsAreTurnedAway();

        isTurnedAwayInTime();
        isTurnedAwayInTime();

        free();
        recovers();
    }

    @Test
    void sendsNothingUnrecordedWhenTheDiskIsFilledInTheMiddleOfAKill() throws Exception {
        assertThat(gateway.kill(INSTANCE, next).status()).isEqualTo(200);
        fill();
        server.administer("drop table reserve");
        gateway.upstream().latency(Duration.ofSeconds(3));
        int before = gateway.upstream().ledger().calls(Match.PREPARE).size();
        FutureTask<Answer> answer =
                new FutureTask<>(
                        () -> gateway.kill(CROWD, LongStream.rangeClosed(1, SESSIONS).toArray()));
        Thread.startVirtualThread(answer);
        await().atMost(RECOVERY)
                .until(() -> gateway.upstream().ledger().calls(Match.PREPARE).size() > before);
        gateway.upstream().latency(Duration.ZERO);

        fill();
        untilKillsAreTurnedAway();
        assertThatAllIsRecorded();
        assertThat(single("select state from kill where instance = '" + CROWD + "'"))
                .isIn("PREPARING", "COMMITTING", "VERIFYING");

        free();
        assertThat(answer.get(90, TimeUnit.SECONDS).result()).isEqualTo("KILLED");
        recovers();
    }

    /** Takes what is left of the disk, down to the last page. */
    private void fill() throws SQLException {
        int rows = MOST_ROWS;
        while (rows > 0) {
            if (!fits(rows)) {
                rows /= 2;
            }
        }
    }

    private boolean fits(int rows) throws SQLException {
        try {
            server.administer(
                    "insert into junk select repeat('x', 1000) from generate_series(1, %d)"
                            .formatted(rows));
            return true;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("53100");
            return false;
        }
    }

    /** The pages that are there already take a few more. */
    private void untilKillsAreTurnedAway() {
        await().atMost(RECOVERY)
                .until(() -> gateway.kill("wait=1", INSTANCE, next).status() == 503);
    }
}
