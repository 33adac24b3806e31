package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Stage;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.storage.Dialect;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Orders and what becomes of them on the way. */
class KillStoreIT extends StoredKill {

    KillStoreIT(Dialect dialect) {
        super(dialect);
    }

    @Test
    void keepsAnOrderAsItWasGiven() {
        Kill kill = inserted();

        assertThat(read()).isEqualTo(kill);
        assertThat(kill.target()).isEqualTo(SampleOrders.TARGET);
        assertThat(kill.requestedBy()).isEqualTo("sub:oncall");
        assertThat(kill.reason().text()).isEqualTo("a test");
        assertThat(kill.deadline()).isEqualTo(kill.requestedAt().plus(DEADLINE));
        assertThat(kill.requestedAt())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(kill.progress())
                .isEqualTo(new Kill.Progress(KillState.QUEUED, null, null, null));
        assertThat(kill.sessions())
                .extracting(KillSession::expected)
                .containsExactly(Expectation.NONE, EXPECTED);
        assertThat(test.kinds()).containsExactly(AuditKind.REQUESTED);
    }

    @Test
    void doesNotFindWhatIsNotThere() {
        assertThat(test.reader.find(id)).isEmpty();
    }

    @Test
    void findsAKillWhoseReasonWouldNotBeTakenNow() {
        inserted();
        test.jdbc().sql("update kill set reason = '\u200b\u200b\u200b'").update();

        assertThat(read().reason().text()).isEqualTo("(illegible)");
        assertThat(read().sessions()).hasSize(2);
    }

    @Test
    void refusesAnIdThatIsTaken() {
        inserted();

        assertThatThrownBy(this::inserted).isInstanceOf(DataAccessException.class);
        assertThat(read().sessions()).hasSize(2);
    }

    @Test
    void goesFromStateToStateAndKeepsTheCallsInTheirOrder() {
        inserted();
        CallRecord prepare = new CallRecord(Stage.PREPARE, 1, SEEN, 84, null, "Busy");
        CallRecord again = new CallRecord(Stage.PREPARE, 2, SEEN.plusSeconds(1), 80, "r-2", null);

        advance(move(KillState.PREPARING, KillState.QUEUED), event(1));
        answered(move(KillState.PREPARING, KillState.PREPARING), prepare, event(2));
        answered(move(KillState.PREPARING, KillState.PREPARING), again, event(3));
        advance(move(KillState.COMMITTING, KillState.PREPARING, KillState.COMMITTING), event(4));

        assertThat(read().progress().state()).isEqualTo(KillState.COMMITTING);
        assertThat(read().upstream()).containsExactly(prepare, again);
        assertThat(test.events).hasSize(5);
    }

    @Test
    void changesNothingFromAStateThatWasNotMeant() {
        inserted();
        CallRecord call = new CallRecord(Stage.COMMIT, 1, SEEN, 84, null, null);

        assertThat(answered(move(KillState.VERIFYING, KillState.COMMITTING), call, event(1)))
                .containsExactly(id);

        assertThat(read().progress().state()).isEqualTo(KillState.QUEUED);
        assertThat(read().upstream()).isEmpty();
        assertThat(test.kinds()).containsExactly(AuditKind.REQUESTED);
    }

    @Test
    void letsAllKillsOfACommitGoOnOrNone() {
        inserted();
        KillId other = KillId.next();
        test.enter(other, SampleOrders.of(1), DEADLINE);
        var mine =
                new KillStore.Step(
                        move(KillState.PREPARING, KillState.QUEUED), List.of(), event(1));
        var lost =
                new KillStore.Step(
                        new KillStore.Move(other, 7, Set.of(KillState.QUEUED), KillState.PREPARING),
                        List.of(),
                        event(2));

        assertThatThrownBy(() -> store.advanceAll(List.of(mine, lost)))
                .isInstanceOfSatisfying(
                        TakenOverException.class,
                        it -> assertThat(it.kills()).containsExactly(other));
        assertThat(read().progress().state()).isEqualTo(KillState.QUEUED);
        assertThat(store.advance(List.of(mine, lost))).containsExactly(other);
        assertThat(read().progress().state()).isEqualTo(KillState.PREPARING);
        assertThat(test.events).hasSize(3);
    }

    @Test
    void writesNothingTwiceThatWasWrittenWithoutOurKnowledge() {
        inserted();
        CallRecord call = new CallRecord(Stage.COMMIT, 1, SEEN, 84, null, null);
        KillStore.Move commit = move(KillState.COMMITTING, KillState.QUEUED, KillState.COMMITTING);
        KillStore.Move end = move(KillState.FINISHED, KillState.COMMITTING, KillState.FINISHED);
        Ending ending = new Ending(KillState.FINISHED, KillResult.KILLED, List.of(), null);

        answered(commit, call, event(1));
        answered(commit, call, event(1));
        finish(end, ending, event(2));
        finish(end, ending, event(2));

        assertThat(read().upstream()).containsExactly(call);
        assertThat(test.events).hasSize(3);
    }

    @Test
    void withdrawsAnOrderOfWhichNobodyKnowsWhetherItIsThere() {
        assertThat(test.leases.withdraw(id, event(1))).isFalse();
        inserted();
        assertThat(test.leases.withdraw(id, event(1))).isTrue();
        assertThat(test.leases.withdraw(id, event(1))).isFalse();

        assertThat(read().progress().state()).isEqualTo(KillState.CANCELLED);
        assertThat(read().sessions()).allMatch(it -> it.outcome() == SessionOutcome.NOT_KILLED);
        assertThat(test.events).hasSize(2);
    }

    @Test
    void recordsWhatWasOnlyLookedAt() {
        test.register.record(event(1));

        assertThat(test.events).hasSize(1);
    }

    @Test
    void remembersThatItIsUrgentForWhoeverTakesItOver() {
        assertThat(inserted().urgent()).isFalse();
        KillId urgent = KillId.next();
        Kill kill = test.enter(urgent, SampleOrders.urgent(SampleOrders.of(1)), DEADLINE);
        assertThat(kill.urgent()).isTrue();
        test.leasesRunOut();

        assertThat(test.leases.takeOver(urgent, "another"))
                .hasValueSatisfying(it -> assertThat(it.kill().urgent()).isTrue());
        assertThat(test.leases.takeOver(id, "another"))
                .hasValueSatisfying(it -> assertThat(it.kill().urgent()).isFalse());
    }
}
