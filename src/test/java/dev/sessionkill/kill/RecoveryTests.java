package dev.sessionkill.kill;

import static dev.sessionkill.audit.AuditKind.COMMIT_SENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.dbbrain.Reply;
import dev.sessionkill.dbbrain.TestAccounts;
import dev.sessionkill.sessions.ProtectCatalogue;
import dev.sessionkill.sessions.TestLiveSessions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.GenericApplicationContext;

@Timeout(90)
class RecoveryTests {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final FakeDbbrain dbbrain = new FakeDbbrain();
    private final AppsOnly grants = new AppsOnly();
    private final KillId id = KillId.next();
    private TestStore store;
    private Withdrawals withdrawals;
    private Recovery recovery;

    @BeforeEach
    void open(@TempDir Path directory) {
        store = new TestStore(directory);
        Leases leases = new Leases(store.leases);
        var live = TestLiveSessions.over(dbbrain);
        KillRuns runs =
                new KillRuns(
                        dbbrain,
                        live,
                        ProtectCatalogue.with(List.of()),
                        store.store,
                        TestSettings.kill("verify-for=1s"));
        KillRunner runner =
                new KillRunner(
                        new Rollbacks(live, store.store, store.reader),
                        leases,
                        new GenericApplicationContext());
        withdrawals = new Withdrawals(store.leases);
        recovery =
                new Recovery(
                        store.leases,
                        store.register,
                        leases,
                        withdrawals,
                        new Resumption(
                                runs,
                                runner,
                                leases,
                                new Admission(
                                        grants, TestAccounts.named("default"), store.register)));
        dbbrain.runs(1, "app", "shop");
        dbbrain.runs(9, "other", "shop");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void doesAgainFromItsPrepareWhatWasNotCommitted() {
        leftAs(KillState.PREPARING);

        recovery.takeOver();

        await().until(() -> state() == KillState.FINISHED);
        assertThat(dbbrain.sent).containsExactly("PREPARE [1]", "COMMIT [1]");
        assertThat(outcome()).isEqualTo(SessionOutcome.KILLED);
        assertThat(store.kinds()).contains(AuditKind.TAKEN_OVER);
    }

    @Test
    void beginsWhatHadNotBegun() {
        leftAs(KillState.QUEUED);

        recovery.takeOver();

        await().until(() -> outcome() == SessionOutcome.KILLED);
    }

    @Test
    void letsExpireWhatIsPastItsDeadline() {
        store.enter(id, SampleOrders.of(1), Duration.ofMillis(-1));
        store.leasesRunOut();

        recovery.takeOver();

        await().until(() -> state() == KillState.EXPIRED);
        assertThat(dbbrain.sent).isEmpty();
    }

    @Test
    void neverSendsAgainWhatMayHaveBeenCommittedAndBelievesTheList() {
        leftAs(KillState.COMMITTING);
        dbbrain.ends(1);

        recovery.takeOver();

        await().until(() -> state() == KillState.FINISHED);
        assertThat(dbbrain.sent).isEmpty();
        assertThat(outcome()).isEqualTo(SessionOutcome.KILLED);
    }

    @Test
    void waitsUntilTheFateOfACommitIsSealedBeforeItSaysThatASessionLives() {
        leftAs(KillState.VERIFYING);

        recovery.takeOver();

        await().during(Duration.ofSeconds(2)).until(() -> state() == KillState.VERIFYING);
        await().atMost(Duration.ofSeconds(30)).until(() -> state() == KillState.FINISHED);
        assertThat(outcome()).isEqualTo(SessionOutcome.NOT_KILLED);
    }

    @Test
    void killsNothingForSomebodyWhoseGrantWasTakenAwayMeanwhile() {
        leftAs(KillState.PREPARING);
        grants.takenAway = true;

        recovery.takeOver();

        await().until(() -> state() == KillState.FINISHED);
        assertThat(outcome()).isEqualTo(SessionOutcome.NOT_PERMITTED);
        assertThat(dbbrain.sent).noneMatch(it -> it.startsWith("COMMIT"));
    }

    @Test
    void takesNothingWhoseLeaseStillRuns() {
        store.enter(id, SampleOrders.of(1), DEADLINE);

        recovery.takeOver();

        assertThat(state()).isEqualTo(KillState.QUEUED);
        assertThat(store.kinds()).containsExactly(AuditKind.REQUESTED);
    }

    @Test
    void callsOffWhatItsCallerWasToldIsNotAccepted() {
        leftAs(KillState.QUEUED);
        withdrawals.add(id, SampleOrders.CALLER);

        recovery.takeOver();

        assertThat(state()).isEqualTo(KillState.CANCELLED);
        assertThat(withdrawals.contains(id)).isFalse();
        assertThat(dbbrain.sent).isEmpty();
    }

    @Test
    void leavesToWhoeverIsFirst() {
        leftAs(KillState.QUEUED);

        assertThat(store.leases.takeOver(id, "somebody")).isPresent();
        assertThat(store.leases.takeOver(id, "somebody else")).isEmpty();
    }

    @Test
    void fencesOffWhoeverHadItBefore() {
        KillRecorder before = leftAs(KillState.PREPARING);
        assertThat(store.leases.takeOver(id, "somebody")).isPresent();
        var journal = before.journal(SampleOrders.of(1).threads(), () -> {}, List::of);

        assertThatThrownBy(() -> journal.sending(Stage.COMMIT, 1, "id"))
                .isInstanceOf(TakenOverException.class);
        assertThat(store.kinds()).doesNotContain(COMMIT_SENDING);
        assertThat(state()).isEqualTo(KillState.PREPARING);
    }

    private KillState state() {
        return kill().progress().state();
    }

    private SessionOutcome outcome() {
        SessionOutcome outcome = kill().sessions().getFirst().outcome();
        return outcome == null ? SessionOutcome.UNKNOWN : outcome;
    }

    private Kill kill() {
        return store.reader.find(id).orElseThrow();
    }

    /** A kill of session 1 that its process left in that state. */
    private KillRecorder leftAs(KillState state) {
        Kill kill = store.enter(id, SampleOrders.of(1), DEADLINE);
        KillRecorder recorder = new KillRecorder(store.store, kill, TestStore.firstLease());
        ProcessRow row = dbbrain.row(new ThreadId(1));
        var journal =
                recorder.journal(
                        SampleOrders.of(1).threads(),
                        () -> {},
                        () -> List.of(kill.sessions().getFirst().seen(row)));
        if (state != KillState.QUEUED) {
            journal.sending(Stage.PREPARE, 1, null);
        }
        if (state == KillState.COMMITTING || state == KillState.VERIFYING) {
            journal.sending(Stage.COMMIT, 1, "id");
        }
        if (state == KillState.VERIFYING) {
            journal.answered(
                    new CallRecord(Stage.COMMIT, 1, Instant.now(), 1, null, null),
                    new Reply.Unknown<>(new Failure(null, null, "scripted")));
        }
        store.leasesRunOut();
        return recorder;
    }
}
