package dev.sessionkill.kill;

import static dev.sessionkill.audit.AuditKind.COMMIT_ANSWERED;
import static dev.sessionkill.audit.AuditKind.COMMIT_SENDING;
import static dev.sessionkill.audit.AuditKind.FINISHED;
import static dev.sessionkill.audit.AuditKind.PREPARE_ANSWERED;
import static dev.sessionkill.audit.AuditKind.PREPARE_SENDING;
import static dev.sessionkill.audit.AuditKind.REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.access.Decision;
import dev.sessionkill.access.Scope;
import dev.sessionkill.access.Wildcard;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.kill.FakeDbbrain.Script;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.sessions.ProtectCatalogue;
import dev.sessionkill.sessions.TestLiveSessions;
import dev.sessionkill.sessions.Trait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KillRunTests {

    private final FakeDbbrain dbbrain = new FakeDbbrain();
    private TestStore store;
    private Duration deadline = Duration.ofSeconds(20);

    @BeforeEach
    void open(@TempDir Path directory) {
        store = new TestStore(directory);
        dbbrain.runs(1, "app", "shop");
        dbbrain.runs(2, "app", "shop");
        dbbrain.runs(3, "root", "mysql");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void recordsEverySendingBeforeAndEveryAnswerAfter() {
        Kill kill = run(1, 2);

        assertThat(kill.progress().result()).isEqualTo(KillResult.KILLED);
        assertThat(dbbrain.sent).containsExactly("PREPARE [1, 2]", "COMMIT [1, 2]");
        assertThat(store.kinds())
                .containsExactly(
                        REQUESTED,
                        PREPARE_SENDING,
                        PREPARE_ANSWERED,
                        COMMIT_SENDING,
                        COMMIT_ANSWERED,
                        FINISHED);
    }

    @Test
    void preparesTheRestAnewWhenASessionIsGoneOrNotTheCallers() {
        Kill kill = run(1, 3, 99);

        assertThat(dbbrain.sent).containsExactly("PREPARE [1, 3, 99]", "PREPARE [1]", "COMMIT [1]");
        assertThat(outcomes(kill))
                .containsExactly("1 KILLED", "3 NOT_PERMITTED", "99 ALREADY_GONE");
        assertThat(kill.progress().result()).isEqualTo(KillResult.PARTIAL);
    }

    @Test
    void takesOutTheSessionsThatAreNotWhatTheirCallerSaw() {
        SortedMap<ThreadId, Expectation> sessions = new TreeMap<>();
        sessions.put(new ThreadId(1), seen("app", "10.0.0.1:1", 60));
        sessions.put(new ThreadId(2), seen("app", "10.0.0.1:1", 61));

        Kill kill = run(sessions);

        assertThat(dbbrain.sent).containsExactly("PREPARE [1, 2]", "PREPARE [1]", "COMMIT [1]");
        assertThat(outcomes(kill)).containsExactly("1 KILLED", "2 CHANGED");
        assertThat(kill.sessions().getLast().finding().changed()).containsExactly(Trait.STATEMENT);
        assertThat(kill.sessions().getFirst().expected()).isEqualTo(seen("app", "10.0.0.1:1", 60));
    }

    @Test
    void commitsNoProtectedSessionAndNamesTheRule() {
        dbbrain.runs(4, "app", "10.0.0.1:9", "shop", "Binlog Dump GTID");

        Kill kill = run(4);

        assertThat(dbbrain.sent).containsExactly("PREPARE [4]");
        assertThat(outcomes(kill)).containsExactly("4 PROTECTED");
        assertThat(kill.sessions().getFirst().finding().protectedBy()).isEqualTo("binlog-dump");
    }

    @Test
    void notesAClientThatComesBackAtOnceAndNoOther() {
        dbbrain.respawning.add(1L);

        Kill kill = run(1, 2);

        assertThat(outcomes(kill)).containsExactly("1 KILLED", "2 KILLED");
        assertThat(kill.sessions()).filteredOn(it -> it.finding().respawned()).hasSize(1);
        assertThat(kill.sessions()).allMatch(it -> it.finding().goneAfter() != null);
    }

    @Test
    void takesNobodyForSomebodyWhoCameBackThatWasThereBefore() {
        dbbrain.runs(5, "app", "shop");

        assertThat(run(1).sessions()).noneMatch(it -> it.finding().respawned());
    }

    @Test
    void commitsNothingWhenNothingIsLeft() {
        Kill kill = run(98, 99);

        assertThat(dbbrain.sent).containsExactly("PREPARE [98, 99]");
        assertThat(kill.progress().result()).isEqualTo(KillResult.KILLED);
    }

    @Test
    void tellsNothingOfASessionThatIsNotTheCallers() {
        Kill kill = run(3);

        assertThat(kill.sessions().getFirst().sight()).isNull();
        assertThat(kill.progress().result()).isEqualTo(KillResult.NOT_KILLED);
    }

    @Test
    void commitsNothingWhenTheSessionsCannotBeLookedAt() {
        dbbrain.listIsReadable = false;

        Kill kill = run(1);

        assertThat(dbbrain.sent).containsExactly("PREPARE [1]");
        assertThat(kill.progress().result()).isEqualTo(KillResult.FAILED);
        assertThat(failure(kill).stage()).isEqualTo(Stage.LIST);
        assertThat(failure(kill).retryable()).isTrue();
    }

    @Test
    void sendsNoCommitThatCannotBeRecordedAndExpires() {
        store.broken = COMMIT_SENDING;
        deadline = Duration.ofMillis(300);

        Kill kill = run(1);

        assertThat(dbbrain.sent).isNotEmpty().noneMatch(it -> it.startsWith("COMMIT"));
        assertThat(kill.progress().state()).isEqualTo(KillState.EXPIRED);
        assertThat(outcomes(kill)).containsExactly("1 NOT_KILLED");
    }

    @Test
    void sendsNoPrepareThatCannotBeRecorded() {
        store.broken = PREPARE_SENDING;
        deadline = Duration.ofMillis(300);

        Kill kill = run(1);

        assertThat(dbbrain.sent).isEmpty();
        assertThat(kill.progress().state()).isEqualTo(KillState.EXPIRED);
    }

    @Test
    void sendsTheCommitAgainOnlyWhenItWasNotExecuted() {
        dbbrain.commits.addAll(List.of(Script.BUSY, Script.BUSY));

        Kill kill = run(1);

        assertThat(dbbrain.sent)
                .containsExactly("PREPARE [1]", "COMMIT [1]", "COMMIT [1]", "COMMIT [1]");
        assertThat(kill.progress().result()).isEqualTo(KillResult.KILLED);
    }

    @Test
    void neverSendsACommitOfUnknownFateAgainAndBelievesTheList() {
        dbbrain.commits.add(Script.UNKNOWN_BUT_EXECUTED);

        Kill kill = run(1);

        assertThat(dbbrain.sent).containsExactly("PREPARE [1]", "COMMIT [1]");
        assertThat(outcomes(kill)).containsExactly("1 KILLED");
    }

    @Test
    void preparesAnewInsteadOfCommittingAnOldTicket() {
        dbbrain.ages.add(Duration.ofSeconds(9));

        Kill kill = run(1);

        assertThat(dbbrain.sent).containsExactly("PREPARE [1]", "PREPARE [1]", "COMMIT [1]");
        assertThat(kill.progress().result()).isEqualTo(KillResult.KILLED);
    }

    @Test
    void looksAgainBeforeACommitThatComesLate() {
        dbbrain.prepareTakes = Duration.ofMillis(1_200);
        dbbrain.meanwhile = () -> dbbrain.runs(1, "app", "10.9.9.9:9", "shop", "Query");

        Kill kill = run(1);

        assertThat(dbbrain.sent).containsExactly("PREPARE [1]");
        assertThat(outcomes(kill)).containsExactly("1 CHANGED");
    }

    @Test
    void looksAgainBetweenCommitsOfABusyVendor() {
        dbbrain.commits.addAll(List.of(Script.BUSY, Script.BUSY, Script.BUSY, Script.BUSY));
        dbbrain.afterCommits = 2;
        dbbrain.meanwhile = () -> dbbrain.runs(1, "app", "10.9.9.9:9", "shop", "Query");

        Kill kill = run(1);

        assertThat(outcomes(kill)).containsExactly("1 CHANGED");
        assertThat(dbbrain.sent).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void endsAsFailedWhenTheVendorRefuses() {
        dbbrain.commits.add(Script.REFUSED);

        Kill kill = run(1);

        assertThat(kill.progress().result()).isEqualTo(KillResult.FAILED);
        assertThat(failure(kill))
                .isEqualTo(new KillFailure(Stage.COMMIT, "SomeCode", "some-request", false));
        assertThat(outcomes(kill)).containsExactly("1 NOT_KILLED");
    }

    @Test
    void endsAsFailedWhenNoPrepareSucceeds() {
        for (Script script : List.of(Script.BUSY, Script.UNKNOWN, Script.REFUSED)) {
            dbbrain.sent.clear();
            dbbrain.prepares.add(script);

            Kill kill = run(1);

            assertThat(dbbrain.sent).containsExactly("PREPARE [1]");
            assertThat(kill.progress().result()).isEqualTo(KillResult.FAILED);
            assertThat(failure(kill).retryable()).isEqualTo(script != Script.REFUSED);
        }
    }

    @Test
    void keepsTheEndThatTheRecordDoesNotTakeUntilItDoes() throws InterruptedException {
        store.broken = COMMIT_ANSWERED;
        Thread run = Thread.ofVirtual().start(() -> run(1));
        while (dbbrain.sent.size() < 2) {
            Thread.onSpinWait();
        }

        store.broken = null;
        run.join();

        assertThat(store.kinds()).endsWith(COMMIT_SENDING, COMMIT_ANSWERED, FINISHED);
    }

    private Kill run(long... threads) {
        return run(SampleOrders.of(threads));
    }

    private Kill run(SortedMap<ThreadId, Expectation> sessions) {
        return run(SampleOrders.of(sessions));
    }

    private Kill run(KillOrder order) {
        KillId id = KillId.next();
        Kill kill = store.enter(id, order, deadline);
        Decision.Allowed allowed =
                new Decision.Allowed(
                        List.of(
                                new Scope(
                                        List.of(new Wildcard("app*")),
                                        List.of(new Wildcard("*")),
                                        100)));
        new KillRun(
                        new TwoStages.Upstream(dbbrain, TestLiveSessions.over(dbbrain)),
                        kill,
                        new KillRecorder(store.store, kill, TestStore.firstLease()),
                        new KillRun.Rules(
                                new Inspection(allowed, ProtectCatalogue.with(List.of())),
                                Deadline.in(deadline),
                                Duration.ofSeconds(1)))
                .run();
        return store.reader.find(id).orElseThrow();
    }

    private static Expectation seen(String user, String host, long seconds) {
        return new Expectation(user, host, "shop", null, seconds, null);
    }

    private static KillFailure failure(Kill kill) {
        KillFailure failure = kill.progress().failure();
        assertThat(failure).isNotNull();
        return failure;
    }

    private static List<String> outcomes(Kill kill) {
        return kill.sessions().stream().map(it -> it.thread() + " " + it.outcome()).toList();
    }
}
