package dev.sessionkill.kill;

import static dev.sessionkill.audit.AuditKind.COMMIT_ANSWERED;
import static dev.sessionkill.audit.AuditKind.COMMIT_SENDING;
import static dev.sessionkill.audit.AuditKind.FINISHED;
import static dev.sessionkill.audit.AuditKind.PREPARE_ANSWERED;
import static dev.sessionkill.audit.AuditKind.PREPARE_SENDING;
import static dev.sessionkill.audit.AuditKind.REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.KillId;
import dev.sessionkill.kill.FakeDbbrain.Script;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KillRunTests extends ScriptedKill {

    /** A list that left before the time was up may have shown what was no longer so at its end. */
    @Test
    void looksOnceMoreWhenTheTimeToVerifyIsUp() {
        dbbrain.sessions.rollingBack.add(1L);
        dbbrain.listTakes = Duration.ofMillis(350);

        Kill kill = run(1);

        assertThat(outcomes(kill)).containsExactly("1 KILLING");
        long first = dbbrain.lookedAt.get(1);
        assertThat(Duration.ofNanos(dbbrain.lookedAt.getLast() - first))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void hasTheTimeToAskForEachOfManySessionsByItsId() {
        long[] threads = LongStream.rangeClosed(1001, 1100).toArray();
        LongStream.of(threads).forEach(it -> dbbrain.sessions.runs(it, "app", "shop"));

        deadline = Duration.ofSeconds(60);

        assertThat(run(threads).progress().result()).isEqualTo(KillResult.KILLED);
        // The look before the Commit has the kill's time, a glance two seconds.
        assertThat(dbbrain.listDeadlines)
                .anySatisfy(
                        it ->
                                assertThat(it)
                                        .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(15)));
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
    void notesAClientThatComesBackAtOnceAndNoOther() {
        dbbrain.sessions.respawning.add(1L);
        dbbrain.prepareTakes = Duration.ofMillis(1);

        Kill kill = run(1, 2);

        assertThat(outcomes(kill)).containsExactly("1 KILLED", "2 KILLED");
        assertThat(kill.sessions()).filteredOn(it -> it.finding().respawned()).hasSize(1);
        assertThat(kill.sessions()).allMatch(it -> it.finding().goneAfter() != null);
    }

    @Test
    void takesNobodyForSomebodyWhoCameBackThatWasThereBefore() {
        dbbrain.sessions.runs(5, "app", "shop");

        assertThat(run(1).sessions()).noneMatch(it -> it.finding().respawned());
    }

    @Test
    void recordsWhatTheVendorAnsweredAndIsLeftToOthersWhenItsThreadIsToldToStop() throws Exception {
        dbbrain.afterCommits = 1;
        dbbrain.meanwhile = () -> Thread.currentThread().interrupt();
        Kill entered = store.enter(KillId.next(), SampleOrders.of(1), deadline);
        Member member = TestMembers.of(entered, Deadline.in(deadline));

        Thread.ofVirtual().start(() -> run(new Batch(List.of(member)), _ -> {})).join();

        Kill kill = store.reader.find(member.id()).orElseThrow();
        assertThat(kill.progress().state()).isEqualTo(KillState.VERIFYING);
        assertThat(store.kinds()).endsWith(COMMIT_SENDING, COMMIT_ANSWERED);
        assertThat(store.leases.takeOver(member.id(), "another")).isPresent();
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
}
