package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.access.Decision;
import dev.sessionkill.core.KillId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Orders that arrive while the gateway begins to stop. */
@Timeout(60)
class IntakeTests {

    private TestRecovery test;
    private Intake intake;

    @BeforeEach
    void open(@TempDir Path directory) {
        test = new TestRecovery(directory);
        intake =
                new Intake(
                        test.store.register,
                        test.members,
                        test.runner,
                        test.leases,
                        test.withdrawals);
    }

    @AfterEach
    void close() {
        test.close();
    }

    /** Between the question whether it stops and the moment in which the order is on record. */
    @Test
    void tellsOfWhatIsOnRecordWhenTheGatewayBeginsToStop() {
        assertThat(test.dispatchers.waiting(SampleOrders.TARGET.account())).isZero();
        test.dispatchers.close();

        Submission submission = taken();

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

    private Submission taken() {
        return switch (test.admission.ask(SampleOrders.of(1), SampleOrders.CALLER)) {
            case Admission.Answer.Admitted(var target, Decision.Allowed allowed) ->
                    intake.take(
                            SampleOrders.of(1),
                            target,
                            SampleOrders.CALLER,
                            allowed,
                            Optional.empty());
            case Admission.Answer.TurnedAway(var why) -> why;
        };
    }
}
