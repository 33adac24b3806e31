package dev.sessionkill.kill;

import static dev.sessionkill.audit.AuditKind.COMMIT_SENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class RecoveryTests {

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
    void doesAgainFromItsPrepareWhatWasNotCommitted() {
        test.leftAs(KillState.PREPARING);

        test.takeOver();

        await().until(() -> test.state() == KillState.FINISHED);
        assertThat(test.dbbrain.sent).containsExactly("PREPARE [1]", "COMMIT [1]");
        assertThat(test.outcome()).isEqualTo(SessionOutcome.KILLED);
        assertThat(test.store.kinds()).contains(AuditKind.TAKEN_OVER);
    }

    @Test
    void beginsWhatHadNotBegun() {
        test.leftAs(KillState.QUEUED);

        test.takeOver();

        await().until(() -> test.outcome() == SessionOutcome.KILLED);
    }

    @Test
    void letsExpireWhatIsPastItsDeadline() {
        test.store.enter(test.id, SampleOrders.of(1), Duration.ofMillis(-1));
        test.store.leasesRunOut();

        test.takeOver();

        await().until(() -> test.state() == KillState.EXPIRED);
        assertThat(test.dbbrain.sent).isEmpty();
    }

    @Test
    void neverSendsAgainWhatMayHaveBeenCommittedAndBelievesTheList() {
        test.leftAs(KillState.COMMITTING);
        test.dbbrain.sessions.ends(1);

        test.takeOver();

        await().until(() -> test.state() == KillState.FINISHED);
        assertThat(test.dbbrain.sent).isEmpty();
        assertThat(test.outcome()).isEqualTo(SessionOutcome.KILLED);
    }

    @Test
    void waitsUntilTheFateOfACommitIsSealedBeforeItSaysThatASessionLives() {
        test.leftAs(KillState.VERIFYING);

        test.takeOver();

        await().during(Duration.ofSeconds(2)).until(() -> test.state() == KillState.VERIFYING);
        await().atMost(Duration.ofSeconds(30)).until(() -> test.state() == KillState.FINISHED);
        assertThat(test.outcome()).isEqualTo(SessionOutcome.NOT_KILLED);
    }

    @Test
    void killsNothingForSomebodyWhoseGrantWasTakenAwayMeanwhile() {
        test.leftAs(KillState.PREPARING);
        test.grants.takenAway = true;

        test.takeOver();

        await().until(() -> test.state() == KillState.FINISHED);
        assertThat(test.outcome()).isEqualTo(SessionOutcome.NOT_PERMITTED);
        assertThat(test.dbbrain.sent).noneMatch(it -> it.startsWith("COMMIT"));
    }

    @Test
    void goesOnWithTheOthersWhenOneCannotBeGoneOnWith() {
        test.leftAs(KillState.QUEUED);
        KillId other = KillId.next();
        test.store.enter(other, SampleOrders.of(9), TestRecovery.DEADLINE);
        test.store.leasesRunOut();
        test.grants.faults.set(1);

        test.takeOver();

        await().until(
                        () ->
                                Stream.of(test.state(), test.state(other))
                                                .filter(KillState::isFinal)
                                                .count()
                                        == 1);
    }

    @Test
    void leavesToOthersWhatItCannotGoOnWith() {
        test.leftAs(KillState.QUEUED);
        test.grants.faults.set(1);
        test.takeOver();
        test.store.leasesRunOut();

        test.leases.renew();

        assertThat(test.store.leases.takeOver(test.id, "somebody else")).isPresent();
    }

    /** As after a time in which the database took no renewals. */
    @Test
    void takesNothingThatRunsHereItself() {
        test.dbbrain.turns.drainPermits();
        KillId running = accepted(test.submitted(SampleOrders.of(1)));
        test.store.leasesRunOut();

        test.takeOver();

        assertThat(test.store.kinds()).containsExactly(AuditKind.REQUESTED);
        test.dbbrain.turns.release();
        await().until(() -> test.state(running) == KillState.FINISHED);
        assertThat(test.dbbrain.sent).containsExactly("PREPARE [1]", "COMMIT [1]");
    }

    @Test
    void takesWhatRanHereOnceItDoesNotAnyMore() {
        test.dbbrain.turns.drainPermits();
        KillId running = accepted(test.submitted(SampleOrders.of(1)));
        test.dispatchers.cancelled(test.runner.running().find(running).orElseThrow());
        test.store.leasesRunOut();

        test.takeOver();

        assertThat(test.store.kinds()).contains(AuditKind.TAKEN_OVER);
    }

    @Test
    void takesNothingWhoseLeaseStillRuns() {
        test.store.enter(test.id, SampleOrders.of(1), TestRecovery.DEADLINE);

        test.takeOver();

        assertThat(test.state()).isEqualTo(KillState.QUEUED);
        assertThat(test.store.kinds()).containsExactly(AuditKind.REQUESTED);
    }

    @Test
    void callsOffWhatItsCallerWasToldIsNotAccepted() {
        test.leftAs(KillState.QUEUED);
        test.withdrawals.add(test.id, SampleOrders.CALLER);

        test.takeOver();

        assertThat(test.state()).isEqualTo(KillState.CANCELLED);
        assertThat(test.withdrawals.contains(test.id)).isFalse();
        assertThat(test.dbbrain.sent).isEmpty();
    }

    /** He was told 503, and asks again before it was called off. */
    @Test
    void takesAnOrderAnewWhoseKeyStoodUnderOneThatWasNotConfirmed() {
        RepeatKey key = new RepeatKey("again");
        test.dbbrain.turns.drainPermits();
        KillId unconfirmed = accepted(test.submitted(SampleOrders.of(1), key));
        test.withdrawals.add(unconfirmed, new Caller("sub:somebody-else", Set.of()));
        assertThat(accepted(test.submitted(SampleOrders.of(1), key))).isEqualTo(unconfirmed);
        test.withdrawals.add(unconfirmed, SampleOrders.CALLER);

        KillId again = accepted(test.submitted(SampleOrders.of(1), key));

        assertThat(again).isNotEqualTo(unconfirmed);
        assertThat(test.state(unconfirmed)).isEqualTo(KillState.CANCELLED);
        assertThat(test.state(again)).isEqualTo(KillState.QUEUED);
    }

    @Test
    void keepsTheKeyOfAnOrderThatItsCallerCalledOff() {
        RepeatKey key = new RepeatKey("again");
        test.dbbrain.turns.drainPermits();
        KillId cancelled = accepted(test.submitted(SampleOrders.of(1), key));
        assertThat(test.kills.cancel(cancelled, SampleOrders.CALLER))
                .isInstanceOf(Cancellation.Cancelled.class);

        assertThat(accepted(test.submitted(SampleOrders.of(1), key))).isEqualTo(cancelled);
    }

    private static KillId accepted(Submission submission) {
        return ((Submission.Accepted) submission).kill().id();
    }

    @Test
    void leavesToWhoeverIsFirst() {
        test.leftAs(KillState.QUEUED);

        assertThat(test.store.leases.takeOver(test.id, "somebody")).isPresent();
        assertThat(test.store.leases.takeOver(test.id, "somebody else")).isEmpty();
    }

    @Test
    void fencesOffWhoeverHadItBefore() {
        KillRecorder before = test.leftAs(KillState.PREPARING);
        assertThat(test.store.leases.takeOver(test.id, "somebody")).isPresent();
        var journal = before.journal(() -> {}, () -> true);

        assertThatThrownBy(() -> journal.sending(Stage.COMMIT, 1, "id"))
                .isInstanceOf(TakenOverException.class);
        assertThat(test.store.kinds()).doesNotContain(COMMIT_SENDING);
        assertThat(test.state()).isEqualTo(KillState.PREPARING);
    }
}
