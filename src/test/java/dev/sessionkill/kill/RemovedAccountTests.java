package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.core.KillId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills of an account that this process does not have, and another one may have. */
@Timeout(60)
class RemovedAccountTests {

    private static final Duration PAST = Duration.ofMillis(-1);

    private TestRecovery test;

    @BeforeEach
    void open(@TempDir Path directory) {
        test = new TestRecovery(directory, "another");
    }

    @AfterEach
    void close() {
        test.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = KillState.class,
            names = {"QUEUED", "PREPARING", "COMMITTING", "VERIFYING"})
    void areLeftToWhoeverHasIt(KillState state) {
        test.leftAs(state);

        test.takeOver();

        assertThat(test.state()).isEqualTo(state);
        assertThat(test.store.kinds()).doesNotContain(AuditKind.TAKEN_OVER);
    }

    @Test
    void expireWhenNothingWasCommittedByTheirDeadline() {
        KillId other = KillId.next();
        test.store.enter(test.id, SampleOrders.of(1), PAST);
        test.store.enter(other, SampleOrders.of(9), PAST);
        test.store.leasesRunOut();

        test.takeOver();

        await().until(() -> test.state() == KillState.EXPIRED);
        await().until(() -> test.state(other) == KillState.EXPIRED);
        assertThat(test.outcome()).isEqualTo(SessionOutcome.NOT_KILLED);
        assertThat(Collections.frequency(test.store.kinds(), AuditKind.TAKEN_OVER)).isEqualTo(2);
        assertThat(test.dbbrain.sent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = KillState.class,
            names = {"COMMITTING", "VERIFYING"})
    void endAsUnknownWhenTheyMayHaveBeenCommitted(KillState state) {
        test.leftAs(state);
        test.store.jdbc().sql("update kill set deadline = 0").update();

        test.takeOver();

        await().until(() -> test.state() == KillState.FINISHED);
        assertThat(test.kill().progress().result()).isEqualTo(KillResult.UNKNOWN);
        assertThat(test.kill().sessions().getFirst().outcome()).isEqualTo(SessionOutcome.UNKNOWN);
        assertThat(test.dbbrain.sent).isEmpty();
        assertThat(test.dbbrain.looks).hasValue(0);
    }
}
