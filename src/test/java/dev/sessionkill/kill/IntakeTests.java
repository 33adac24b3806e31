package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.core.KillId;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Orders that arrive, also while the gateway begins to stop. */
@Timeout(60)
class IntakeTests {

    private TestRecovery test;

    @BeforeEach
    void open(@TempDir Path directory) {
        test = new TestRecovery(directory);
    }

    @AfterEach
    void close() {
        test.close();
    }

    /** Else somebody who looks for abandoned kills could find it and nobody at it. */
    @Test
    void areHeldBeforeTheyAreOnRecord() {
        AtomicBoolean held = new AtomicBoolean();
        test.store.whenRecorded =
                it -> held.set(test.leases.isHeld(Objects.requireNonNull(it.kill())));

        Submission submission = test.submitted(SampleOrders.of(1));

        assertThat(submission).isInstanceOf(Submission.Accepted.class);
        assertThat(held).isTrue();
    }

    /** Between the question whether it stops and the moment in which the order is on record. */
    @Test
    void tellsOfWhatIsOnRecordWhenTheGatewayBeginsToStop() {
        assertThat(test.dispatchers.waiting(SampleOrders.TARGET.account())).isZero();
        test.dispatchers.close();

        Submission submission = test.submitted(SampleOrders.of(1));

        assertThat(submission).isInstanceOf(Submission.Accepted.class);
        KillId id = ((Submission.Accepted) submission).kill().id();
        assertThat(test.state(id)).isEqualTo(KillState.QUEUED);
        assertThat(test.runner.running().count()).isZero();
        assertThat(test.runner.running().end(id)).isCompleted();
        assertThat(test.store.leases.takeOver(id, "another")).isPresent();
    }

    /** Its dispatcher would be made after the others were closed. */
    @Test
    void letsNothingWaitForAnAccountOfWhichNothingWaitedBefore() {
        test.dispatchers.close();
        Kill kill = test.store.enter(test.id, SampleOrders.of(1), TestRecovery.DEADLINE);

        assertThatThrownBy(() -> test.dispatchers.add(TestMembers.of(kill)))
                .isInstanceOf(RejectedExecutionException.class);
    }
}
