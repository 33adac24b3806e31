package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.core.KillId;
import dev.sessionkill.dbbrain.Turn;
import dev.sessionkill.sessions.TestLiveSessions;
import dev.sessionkill.tracing.Spans;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DispatcherTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final FakeDbbrain dbbrain = new FakeDbbrain();
    private final List<Batch> departed = new CopyOnWriteArrayList<>();
    private final AtomicReference<Dispatcher> dispatcher = new AtomicReference<>();

    @Test
    void sendsTheNextOnTheirWayAfterAnErrorAndLeavesThoseThatStayToOthers(@TempDir Path directory) {
        try (TestStore store = new TestStore(directory)) {
            dispatcher.set(dispatcher((batch, turn) -> depart(batch, turn, store)));
            Member stays = added(store);
            await().until(() -> stays.end().isDone());

            Member next = added(store);

            await().until(() -> departed.size() == 1);
            assertThat(departed.getFirst().members()).containsExactly(next);
            assertThat(stays.end()).isCompletedWithValueMatching(it -> it.isEmpty());
            assertThat(store.leases.takeOver(stays.id(), "another")).isPresent();
            dispatcher.get().close();
        }
    }

    @Test
    void leavesABatchToOthersAtOnceWhenItIsStoppedAsThatDeparts(@TempDir Path directory) {
        try (TestStore store = new TestStore(directory)) {
            dispatcher.set(
                    dispatcher(
                            (batch, turn) -> {
                                dispatcher.get().close();
                                stays(batch, turn, store);
                            }));

            Member member = added(store);

            await().until(() -> member.end().isDone());
            assertThat(member.end()).isCompletedWithValueMatching(it -> it.isEmpty());
            assertThat(store.leases.takeOver(member.id(), "another")).isPresent();
        }
    }

    private Dispatcher dispatcher(BiConsumer<Batch, Turn> depart) {
        return new Dispatcher(
                SampleOrders.TARGET.account(), dbbrain, Duration.ofMillis(1), LONG, depart);
    }

    private void stays(Batch batch, Turn turn, TestStore store) {
        var upstream = new TwoStages.Upstream(dbbrain, TestLiveSessions.over(dbbrain), Spans.NONE);
        new Trip(upstream, store.store, dispatcher.get(), batch).stays(turn);
    }

    private void depart(Batch batch, Turn turn, TestStore store) {
        if (batch.first().kill().sessions().getFirst().thread().value() == 1) {
            stays(batch, turn, store);
            throw new AssertionError("broken for the test");
        }
        departed.add(batch);
        turn.close();
    }

    private Member added(TestStore store) {
        long thread = store.events.size() + 1L;
        Kill kill = store.enter(KillId.next(), SampleOrders.of(thread), LONG);
        Member member = TestMembers.of(kill);
        dispatcher.get().add(member);
        return member;
    }
}
