package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.Stage;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.storage.Dialect;
import java.time.Instant;
import java.util.List;
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

        store.advance(move(KillState.PREPARING, KillState.QUEUED), List.of(), event(1));
        store.answered(move(KillState.PREPARING, KillState.PREPARING), prepare, event(2));
        store.answered(move(KillState.PREPARING, KillState.PREPARING), again, event(3));
        store.advance(
                move(KillState.COMMITTING, KillState.PREPARING, KillState.COMMITTING),
                List.of(),
                event(4));

        assertThat(read().progress().state()).isEqualTo(KillState.COMMITTING);
        assertThat(read().upstream()).containsExactly(prepare, again);
        assertThat(test.events).hasSize(5);
    }

    @Test
    void changesNothingFromAStateThatWasNotMeant() {
        inserted();
        CallRecord call = new CallRecord(Stage.COMMIT, 1, SEEN, 84, null, null);

        assertThatThrownBy(
                        () ->
                                store.answered(
                                        move(KillState.VERIFYING, KillState.COMMITTING),
                                        call,
                                        event(1)))
                .isInstanceOf(TakenOverException.class);

        assertThat(read().progress().state()).isEqualTo(KillState.QUEUED);
        assertThat(read().upstream()).isEmpty();
        assertThat(test.kinds()).containsExactly(AuditKind.REQUESTED);
    }

    @Test
    void writesNothingTwiceThatWasWrittenWithoutOurKnowledge() {
        inserted();
        CallRecord call = new CallRecord(Stage.COMMIT, 1, SEEN, 84, null, null);
        KillStore.Move commit = move(KillState.COMMITTING, KillState.QUEUED, KillState.COMMITTING);
        KillStore.Move end = move(KillState.FINISHED, KillState.COMMITTING, KillState.FINISHED);
        Ending ending = new Ending(KillState.FINISHED, KillResult.KILLED, List.of(), null);

        store.answered(commit, call, event(1));
        store.answered(commit, call, event(1));
        store.finish(end, ending, event(2));
        store.finish(end, ending, event(2));

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
    void recordsWhatWasTurnedAwayAndWhatWasOnlyLookedAt() {
        test.register.denied(SampleOrders.of(1), SampleOrders.CALLER, "no grant");
        test.register.record(event(1));

        assertThat(test.events).hasSize(2);
    }
}
