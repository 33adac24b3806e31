package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.KillId;
import dev.sessionkill.storage.Dialect;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose lease runs on, and whose kill is up for another. */
class KillLeasesIT extends StoredKill {

    private static final Set<AccountName> OURS = Set.of(SampleOrders.TARGET.account());
    private static final Set<AccountName> OTHERS = Set.of(new AccountName("another"));

    KillLeasesIT(Dialect dialect) {
        super(dialect);
    }

    @Test
    void renewsALeaseThatIsOursAlsoWhenItHasRunOut() {
        inserted();
        test.leasesRunOut();

        assertThat(renew(1)).containsExactly(id);

        assertThat(test.leases.abandoned(OURS, 10)).isEmpty();
        assertThat(test.leases.takeOver(id, "somebody")).isEmpty();
    }

    @Test
    void renewsNoLeaseThatSomebodyElseHas() {
        inserted();
        test.leasesRunOut();
        assertThat(test.leases.takeOver(id, "somebody")).isPresent();

        assertThat(renew(1)).isEmpty();
        assertThat(renew(2)).containsExactly(id);
    }

    @Test
    void renewsNoLeaseOfAKillThatHasEnded() {
        inserted();
        finish(KillResult.KILLED, null);

        assertThat(renew(1)).isEmpty();
    }

    @Test
    void leavesWhatHasEndedToItself() {
        inserted();
        finish(KillResult.KILLED, null);
        test.leasesRunOut();

        assertThat(test.leases.abandoned(OURS, 10)).isEmpty();
        assertThat(test.leases.takeOver(id, "somebody")).isEmpty();
    }

    @Test
    void findsWhatWasReleased() {
        inserted();
        store.release(List.of(track(1)));

        assertThat(test.leases.abandoned(OURS, 10)).containsExactly(id);
    }

    @Test
    void releasesNothingThatSomebodyElseHas() {
        inserted();
        test.leasesRunOut();
        assertThat(test.leases.takeOver(id, "somebody")).isPresent();

        store.release(List.of(track(1)));

        assertThat(test.leases.abandoned(OURS, 10)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    QUEUED,     -1,      true
                    QUEUED,     60000,   false
                    PREPARING,  -1,      true
                    COMMITTING, -1,      false
                    COMMITTING, -30000,  false
                    COMMITTING, -60001,  true
                    VERIFYING,  -1,      false
                    VERIFYING,  -60001,  true
                    FINISHED,   -60001,  false
                    """)
    void findsWhatOthersCannotHelpAnyMore(KillState state, long left, boolean found) {
        inserted();
        test.leasesRunOut();
        test.jdbc()
                .sql(
                        """
                        update kill
                           set state = ?, deadline = (select now_ms from db_clock) + ?,
                               finished_at = case when ? then 1 end
                        """)
                .params(state.name(), left, state.isFinal())
                .update();

        assertThat(test.leases.abandoned(Set.of(), 10)).hasSize(found ? 1 : 0);
        assertThat(test.leases.abandoned(OTHERS, 10)).hasSize(found ? 1 : 0);
        assertThat(test.leases.abandoned(OURS, 10)).hasSize(state.isFinal() ? 0 : 1);
    }

    private Track track(long epoch) {
        return new Track(read(), new Lease(epoch, System.nanoTime(), System::nanoTime));
    }

    private Set<KillId> renew(long epoch) {
        NavigableMap<KillId, Long> epochs = new TreeMap<>(Comparator.comparing(KillId::toString));
        epochs.put(id, epoch);
        return test.leases.renew(epochs);
    }
}
