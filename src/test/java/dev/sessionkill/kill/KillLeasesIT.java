package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.KillId;
import dev.sessionkill.storage.Dialect;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whose lease runs on, and whose kill is up for another. */
class KillLeasesIT extends StoredKill {

    KillLeasesIT(Dialect dialect) {
        super(dialect);
    }

    @Test
    void renewsALeaseThatIsOursAlsoWhenItHasRunOut() {
        inserted();
        test.leasesRunOut();

        assertThat(renew(1)).containsExactly(id);

        assertThat(test.leases.abandoned(10)).isEmpty();
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

        assertThat(test.leases.abandoned(10)).isEmpty();
        assertThat(test.leases.takeOver(id, "somebody")).isEmpty();
    }

    @Test
    void findsWhatWasReleased() {
        inserted();
        store.release(List.of(track(1)));

        assertThat(test.leases.abandoned(10)).containsExactly(id);
    }

    @Test
    void releasesNothingThatSomebodyElseHas() {
        inserted();
        test.leasesRunOut();
        assertThat(test.leases.takeOver(id, "somebody")).isPresent();

        store.release(List.of(track(1)));

        assertThat(test.leases.abandoned(10)).isEmpty();
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
