package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a kill that is carried on shows on its way. */
@Timeout(60)
class KillGaugesTests {

    private TestRecovery test;

    @BeforeEach
    void open(@TempDir Path directory) {
        test = new TestRecovery(directory);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void countAKillThatWaitsForItsTurn() {
        test.dbbrain.turns.drainPermits();
        test.leftAs(KillState.QUEUED);
        assertThat(queued("ORDINARY")).isZero();

        test.takeOver();

        assertThat(queued("ORDINARY")).isEqualTo(1);
        assertThat(queued("URGENT")).isZero();
        assertThat(test.meters.gauge("gateway.open")).isEqualTo(1);
        assertThat(test.meters.count("gateway.taken.over")).isEqualTo(1);

        test.dbbrain.turns.release();
        await().until(() -> test.meters.gauge("gateway.open") == 0);
        assertThat(queued("ORDINARY")).isZero();
        assertThat(test.meters.times("gateway.kills", "result", "KILLED")).isEqualTo(1);
        assertThat(test.meters.count("gateway.kill.sessions", "outcome", "KILLED")).isEqualTo(1);
        assertThat(test.meters.count("gateway.lost.leases")).isZero();
    }

    @Test
    void countAKillWhoseCommitHasAnUnknownFateUntilThatIsFoundOut() {
        test.leftAs(KillState.COMMITTING);

        test.takeOver();
        await().until(() -> test.meters.gauge("gateway.unknown") == 1);

        test.dbbrain.sessions.ends(1);
        await().until(() -> test.meters.gauge("gateway.unknown") == 0);
    }

    @Test
    void countAKillThatSomebodyElseTookAway() {
        test.dbbrain.turns.drainPermits();
        test.leftAs(KillState.QUEUED);
        test.takeOver();
        test.store.leasesRunOut();
        assertThat(test.store.leases.takeOver(test.id, "somebody else")).isPresent();

        test.dbbrain.turns.release();

        await().until(() -> test.meters.count("gateway.lost.leases") == 1);
        assertThat(test.meters.times("gateway.kills", "result", "KILLED")).isZero();
    }

    private double queued(String lane) {
        return test.meters.gauge("gateway.queued", "lane", lane);
    }
}
