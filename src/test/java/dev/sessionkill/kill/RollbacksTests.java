package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Stage;
import dev.sessionkill.dbbrain.Reply;
import dev.sessionkill.sessions.TestLiveSessions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RollbacksTests {

    private final FakeDbbrain dbbrain = new FakeDbbrain();
    private final KillId id = KillId.next();
    private final TestMeters meters = new TestMeters();
    private TestStore store;
    private Rollbacks rollbacks;

    @BeforeEach
    void open(@TempDir Path directory) {
        store = new TestStore(directory);
        rollbacks =
                new Rollbacks(
                        TestLiveSessions.over(dbbrain), store.store, store.reader, meters.kills);
        dbbrain.sessions.runs(1, "app", "10.0.0.1:1", "shop", "Killed");
        dbbrain.sessions.runs(9, "other", "shop");
        finished(SampleOrders.of(1));
    }

    @AfterEach
    void close() {
        rollbacks.stop();
        store.close();
    }

    @Test
    void followASessionUntilItIsGoneAndRecordThat() {
        rollbacks.follow(id);
        dbbrain.sessions.ends(1);

        await().until(() -> session().outcome() == SessionOutcome.KILLED);

        assertThat(session().finding().goneAfter()).isGreaterThan(Duration.ofSeconds(10));
        await().until(() -> store.kinds().getLast() == AuditKind.ROLLED_BACK);
        await().until(() -> meters.times("gateway.session.death") == 1);
    }

    @Test
    void takeASessionForGoneWhenAnotherClientHasItsId() {
        rollbacks.follow(id);
        dbbrain.sessions.runs(1, "app", "10.0.0.7:7", "shop", "Query");

        await().until(() -> session().outcome() == SessionOutcome.KILLED);
    }

    @Test
    void believeNothingWhileTheListCannotBeRead() {
        dbbrain.listIsReadable = false;
        dbbrain.sessions.ends(1);
        int looks = dbbrain.looks.get();
        rollbacks.follow(id);

        await().until(() -> dbbrain.looks.get() > looks);

        assertThat(session().outcome()).isEqualTo(SessionOutcome.KILLING);
    }

    @Test
    void goOnAfterAStartWithWhatWasBeingFollowed() {
        rollbacks.resume();
        dbbrain.sessions.ends(1);

        await().until(() -> session().outcome() == SessionOutcome.KILLED);
    }

    private KillSession session() {
        return store.reader.find(id).orElseThrow().sessions().getFirst();
    }

    /** A kill that ended ten seconds after its Commit while its session still rolled back. */
    private void finished(KillOrder order) {
        Kill kill = store.enter(id, order, Duration.ofMinutes(1));
        Member member = TestMembers.of(kill);
        KillRecorder recorder = store.recorder(member);
        var journal = recorder.journal(() -> {}, () -> true);
        journal.sending(Stage.PREPARE, 1, null);
        journal.sending(Stage.COMMIT, 1, "id");
        CallRecord commit =
                new CallRecord(
                        Stage.COMMIT, 1, Instant.now().minusSeconds(11), 500, "a-request", null);
        journal.answered(commit, new Reply.Done<>(order.threads(), "a-request"));
        Roster roster = member.roster();
        roster.candidates()
                .forEach(
                        it ->
                                roster.settle(
                                        it.seen(dbbrain.sessions.row(it.thread()))
                                                .with(SessionOutcome.KILLING)));
        recorder.finish(Map.of(member, Ending.finished(roster)));
        assertThat(List.copyOf(store.kinds())).endsWith(AuditKind.FINISHED);
    }
}
