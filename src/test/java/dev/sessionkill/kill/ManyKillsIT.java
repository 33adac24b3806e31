package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.storage.Dialect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More kills than one statement names. */
class ManyKillsIT extends StoredKill {

    private static final int MANY = 1_003;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ManyKillsIT(Dialect dialect) {
        super(dialect);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void goOnTogetherWithoutTheOneThatIsSomebodyElses() throws Exception {
        List<KillId> kills = entered();
        KillId lost = kills.get(700);
        test.jdbc().sql("update kill set epoch = 2 where id = ?").param(lost + "").update();

        assertThat(store.advance(steps(kills, KillState.PREPARING))).containsExactly(lost);

        assertThat(states(kills)).containsOnlyOnce(KillState.QUEUED).contains(KillState.PREPARING);
        assertThat(test.reader.find(lost).orElseThrow().progress().state())
                .isEqualTo(KillState.QUEUED);
        assertThat(test.events)
                .filteredOn(it -> it.kind() == AuditKind.PREPARE_SENDING)
                .hasSize(MANY - 1)
                .extracting(AuditEvent::kill)
                .doesNotContain(lost);
    }

    @Test
    void eachHasItsOwnEnd() throws Exception {
        List<KillId> kills = entered();
        List<KillStore.Finished> ends = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            ends.add(
                    new KillStore.Finished(
                            move(kills.get(i), KillState.FINISHED), end(i), event(kills.get(i))));
        }

        assertThat(store.finish(ends)).isEmpty();

        for (int i = 0; i < MANY; i += 17) {
            Kill kill = test.reader.find(kills.get(i)).orElseThrow();
            assertThat(kill.sessions()).isEqualTo(end(i).sessions());
            assertThat(kill.progress().result()).isEqualTo(end(i).result());
        }
    }

    /** On a server that locks rows, two that need the same ones in another order would deadlock. */
    @Test
    void neverWaitForEachOtherInACircle() throws Exception {
        List<KillId> kills = entered();
        List<KillId> backwards = new ArrayList<>(kills);
        Collections.reverse(backwards);
        NavigableMap<KillId, Long> epochs = new TreeMap<>(Comparator.comparing(KillId::toString));
        kills.forEach(it -> epochs.put(it, 1L));

        for (int round = 0; round < 5; round++) {
            Future<Set<KillId>> moved =
                    threads.submit(() -> store.advance(steps(backwards, KillState.QUEUED)));
            Future<Set<KillId>> renewed = threads.submit(() -> test.leases.renew(epochs));

            assertThat(moved.get()).isEmpty();
            assertThat(renewed.get()).hasSize(MANY);
        }
    }

    private List<KillId> entered() throws Exception {
        List<KillId> ids = IntStream.range(0, MANY).mapToObj(_ -> KillId.next()).toList();
        List<Callable<Kill>> entries =
                ids.stream()
                        .map(
                                it ->
                                        (Callable<Kill>)
                                                () -> test.enter(it, SampleOrders.of(1), DEADLINE))
                        .toList();
        for (Future<Kill> entry : threads.invokeAll(entries)) {
            entry.get();
        }
        return ids;
    }

    private List<KillStore.Step> steps(List<KillId> kills, KillState to) {
        return kills.stream()
                .map(it -> new KillStore.Step(move(it, to), List.of(), event(it)))
                .toList();
    }

    private static AuditEvent event(KillId id) {
        return AuditEvent.of(AuditKind.PREPARE_SENDING, "sub:oncall", id, Map.of());
    }

    private static KillStore.Move move(KillId id, KillState to) {
        return new KillStore.Move(id, 1, Set.of(KillState.QUEUED), to);
    }

    private List<KillState> states(List<KillId> kills) {
        return kills.stream()
                .map(it -> test.reader.find(it).orElseThrow().progress().state())
                .toList();
    }

    /** Two of three end alike. */
    private static Ending end(int number) {
        SessionOutcome outcome =
                number % 3 == 0 ? SessionOutcome.ALREADY_GONE : SessionOutcome.KILLED;
        long thread = number % 3 == 0 ? number + 1 : 1;
        return new Ending(
                KillState.FINISHED,
                outcome == SessionOutcome.KILLED ? KillResult.KILLED : KillResult.NOT_KILLED,
                List.of(KillSession.wanted(new ThreadId(thread), Expectation.NONE).with(outcome)),
                null);
    }
}
