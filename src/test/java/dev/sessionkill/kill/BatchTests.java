package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.CallJournal;
import dev.sessionkill.kill.FakeDbbrain.Script;
import dev.sessionkill.sessions.Expectation;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Kills that share a Prepare and a Commit. */
class BatchTests extends ScriptedKill {

    @Test
    void shareOnePairOfCallsAndEachHasItsOwnEnd() {
        dbbrain.sessions.runs(4, "app", "shop");

        List<Kill> kills = run(List.of(order(1), order(2), order(4)));

        assertThat(dbbrain.sent).containsExactly("PREPARE [1, 2, 4]", "COMMIT [1, 2, 4]");
        assertThat(kills).extracting(it -> it.progress().result()).containsOnly(KillResult.KILLED);
        assertThat(kills)
                .extracting(ScriptedKill::outcomes)
                .containsExactly(List.of("1 KILLED"), List.of("2 KILLED"), List.of("4 KILLED"));
        assertThat(kills).allSatisfy(it -> assertThat(it.upstream()).hasSize(2));
    }

    @Test
    void tellTheRecordOfEveryKillOfItsOwnSessionsOnly() {
        List<Kill> kills = run(List.of(order(1), order(2)));

        for (Kill kill : kills) {
            List<AuditEvent> own =
                    store.events.stream().filter(it -> kill.id().equals(it.kill())).toList();
            assertThat(own)
                    .extracting(AuditEvent::kind)
                    .containsExactly(
                            AuditKind.REQUESTED,
                            AuditKind.PREPARE_SENDING,
                            AuditKind.PREPARE_ANSWERED,
                            AuditKind.COMMIT_SENDING,
                            AuditKind.COMMIT_ANSWERED,
                            AuditKind.FINISHED);
            Object thread = kill.sessions().getFirst().thread().value();
            assertThat(own.get(3).data().get("threads")).isEqualTo(List.of(thread));
            assertThat(own.get(3).data().get("kills")).isEqualTo(2);
            assertThat(own.get(4).data().get("threads")).isEqualTo(List.of(thread));
        }
    }

    @Test
    void killOnceWhatTwoWantAndAnswerBoth() {
        List<Kill> kills = run(List.of(order(1), order(1, 2)));

        assertThat(dbbrain.sent).containsExactly("PREPARE [1, 2]", "COMMIT [1, 2]");
        assertThat(kills)
                .extracting(ScriptedKill::outcomes)
                .containsExactly(List.of("1 KILLED"), List.of("1 KILLED", "2 KILLED"));
    }

    @Test
    void areJudgedEachByItsOwnExpectations() {
        List<Kill> kills = run(List.of(order(1), expecting(2, "somebody else"), order(3)));

        assertThat(dbbrain.sent).containsExactly("PREPARE [1, 2, 3]", "PREPARE [1]", "COMMIT [1]");
        assertThat(kills)
                .extracting(ScriptedKill::outcomes)
                .containsExactly(
                        List.of("1 KILLED"), List.of("2 CHANGED"), List.of("3 NOT_PERMITTED"));
    }

    @Test
    void goEachAloneWhenTheListContradictsItselfAboutOne() {
        dbbrain.sessions.shownTwice.add(1L);

        List<Kill> kills = run(List.of(order(1), order(2)));

        assertThat(kills)
                .extracting(it -> it.progress().result())
                .containsExactly(KillResult.FAILED, KillResult.KILLED);
        assertThat(dbbrain.sent)
                .containsExactly("PREPARE [1, 2]", "PREPARE [1]", "PREPARE [2]", "COMMIT [2]");
    }

    /** What its ticket names is more than what may be killed by then. */
    @Test
    void prepareAnewWhenOneIsLostBetweenTwoTriesToCommit() {
        Kill one = store.enter(KillId.next(), order(1), deadline);
        Kill other = store.enter(KillId.next(), order(2), deadline);
        dbbrain.commits.add(Script.BUSY);
        dbbrain.afterCommits = 1;
        dbbrain.meanwhile =
                () -> {
                    store.leasesRunOut();
                    assertThat(store.leases.takeOver(other.id(), "another")).isPresent();
                };

        runTogether(List.of(TestMembers.of(one), TestMembers.of(other)));

        assertThat(dbbrain.sent)
                .containsExactly("PREPARE [1, 2]", "COMMIT [1, 2]", "PREPARE [1]", "COMMIT [1]");
    }

    @Test
    void areNotTriedForEverWhenNobodyIsToBlame() {
        Kill kill = store.enter(KillId.next(), order(1), deadline);
        store.leasesRunOut();
        KillLeases.TakenOver taken = store.leases.takeOver(kill.id(), "another").orElseThrow();
        Lease second = new Lease(taken.epoch(), System.nanoTime(), System::nanoTime);
        CallJournal journal =
                store.recorder(
                                TestMembers.of(kill),
                                TestMembers.of(kill, Deadline.in(deadline), second))
                        .journal(() -> {}, () -> true);
        journal.sending(Stage.PREPARE, 1, null);

        assertThatThrownBy(() -> journal.sending(Stage.COMMIT, 1, "id"))
                .isInstanceOf(TakenOverException.class);
    }

    @Test
    void areJudgedEachByItsOwnGrants() {
        List<Kill> kills =
                runTogether(
                        List.of(
                                ofWhoMayKill("*", order(1, 3)),
                                ofWhoMayKill("app", order(1, 3)),
                                ofWhoMayKill("root", order(1))));

        assertThat(dbbrain.sent).containsExactly("PREPARE [1, 3]", "COMMIT [1, 3]");
        assertThat(kills)
                .extracting(ScriptedKill::outcomes)
                .containsExactly(
                        List.of("1 KILLED", "3 KILLED"),
                        List.of("1 KILLED", "3 NOT_PERMITTED"),
                        List.of("1 NOT_PERMITTED"));
    }

    @Test
    void killForOneWhatTheOtherMayNotHave() {
        List<Kill> kills = run(List.of(expecting(1, "somebody else"), order(1)));

        assertThat(dbbrain.sent).containsExactly("PREPARE [1]", "COMMIT [1]");
        assertThat(kills)
                .extracting(ScriptedKill::outcomes)
                .containsExactly(List.of("1 CHANGED"), List.of("1 KILLED"));
    }

    @Test
    void goEachAloneWhenTheVendorRefusesWhatTheyAskTogether() {
        dbbrain.prepares.addAll(List.of(Script.REFUSED, Script.REFUSED));

        List<Kill> kills = run(List.of(order(1), order(2)));

        assertThat(dbbrain.sent)
                .containsExactly("PREPARE [1, 2]", "PREPARE [1]", "PREPARE [2]", "COMMIT [2]");
        assertThat(kills)
                .extracting(it -> it.progress().result())
                .containsExactly(KillResult.FAILED, KillResult.KILLED);
    }

    @Test
    void goEachAloneWhenTheVendorRefusesTheirCommit() {
        dbbrain.commits.add(Script.REFUSED);

        List<Kill> kills = run(List.of(order(1), order(2)));

        assertThat(dbbrain.sent)
                .containsExactly(
                        "PREPARE [1, 2]",
                        "COMMIT [1, 2]",
                        "PREPARE [1]",
                        "COMMIT [1]",
                        "PREPARE [2]",
                        "COMMIT [2]");
        assertThat(kills).extracting(it -> it.progress().result()).containsOnly(KillResult.KILLED);
    }

    @Test
    void leaveOutWhoeverWasTakenOverBeforeTheCommit() {
        dbbrain.meanwhile =
                () ->
                        store.jdbc()
                                .sql(
                                        """
                                        update kill set epoch = 2
                                         where sessions like '%"thread":2%'
                                        """)
                                .update();
        dbbrain.prepareTakes = Duration.ofMillis(1);

        List<Kill> kills = run(List.of(order(1), order(2)));

        assertThat(dbbrain.sent)
                .contains("COMMIT [1]")
                .noneMatch(it -> it.contains("COMMIT [1, 2"));
        assertThat(kills.getFirst().progress().result()).isEqualTo(KillResult.KILLED);
        assertThat(kills.getLast().progress().state()).isEqualTo(KillState.PREPARING);
    }

    @Test
    void sendNothingWhenTheCommitOfOneCannotBeRecorded() {
        store.broken = AuditKind.COMMIT_SENDING;
        deadline = Duration.ofMillis(300);

        List<Kill> kills = run(List.of(order(1), order(2)));

        assertThat(dbbrain.sent).noneMatch(it -> it.startsWith("COMMIT"));
        assertThat(kills).extracting(it -> it.progress().state()).containsOnly(KillState.EXPIRED);
    }

    @Test
    void doNotWaitForASessionOfSomebodyElseThatRollsBack() {
        dbbrain.sessions.rollingBack.add(2L);

        List<Kill> kills = run(List.of(order(1), order(2)));

        assertThat(kills)
                .extracting(ScriptedKill::outcomes)
                .containsExactly(List.of("1 KILLED"), List.of("2 KILLING"));
        assertThat(kills.getFirst().progress().finishedAt())
                .isNotNull()
                .isBefore(kills.getLast().progress().finishedAt());
    }

    private static KillOrder order(long... threads) {
        return SampleOrders.of(threads);
    }

    private static KillOrder expecting(long thread, String user) {
        SortedMap<ThreadId, Expectation> sessions = new TreeMap<>();
        sessions.put(new ThreadId(thread), new Expectation(user, null, null, null, null, null));
        return SampleOrders.of(sessions);
    }
}
