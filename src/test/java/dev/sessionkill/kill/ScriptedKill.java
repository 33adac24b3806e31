package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.sessions.TestLiveSessions;
import dev.sessionkill.tracing.Spans;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A kill that runs against a vendor that does what a test tells it. */
@Timeout(60)
abstract class ScriptedKill {

    final FakeDbbrain dbbrain = new FakeDbbrain();
    TestStore store;
    Duration deadline = Duration.ofSeconds(20);

    @BeforeEach
    void open(@TempDir Path directory) {
        store = new TestStore(directory);
        dbbrain.sessions.runs(1, "app", "shop");
        dbbrain.sessions.runs(2, "app", "shop");
        dbbrain.sessions.runs(3, "root", "mysql");
    }

    @AfterEach
    void close() {
        store.close();
    }

    Kill run(long... threads) {
        return run(SampleOrders.of(threads));
    }

    Kill run(SortedMap<ThreadId, Expectation> sessions) {
        return run(SampleOrders.of(sessions));
    }

    Kill run(KillOrder order) {
        return run(List.of(order)).getFirst();
    }

    /** Runs them as one batch, and then those that were sent back, each alone. */
    List<Kill> run(List<KillOrder> orders) {
        return runTogether(
                orders.stream()
                        .map(it -> store.enter(KillId.next(), it, deadline))
                        .map(it -> TestMembers.of(it, Deadline.in(deadline)))
                        .toList());
    }

    /** One of a caller who may kill the sessions of these users. */
    Member ofWhoMayKill(String users, KillOrder order) {
        return TestMembers.ofWhoMayKill(
                users, store.enter(KillId.next(), order, deadline), Deadline.in(deadline));
    }

    List<Kill> runTogether(List<Member> members) {
        Deque<List<Member>> batches = new ArrayDeque<>(List.of(members));
        while (!batches.isEmpty()) {
            run(new Batch(batches.removeFirst()), it -> batches.addLast(List.of(it)));
        }
        return members.stream().map(it -> store.reader.find(it.id()).orElseThrow()).toList();
    }

    void run(Batch batch, Consumer<Member> again) {
        TwoStages.Station station =
                new TwoStages.Station() {
                    @Override
                    public void committed() {}

                    @Override
                    public void again(Member member) {
                        again.accept(member);
                    }
                };
        try {
            new PairRun(
                            new TwoStages.Upstream(
                                    dbbrain, TestLiveSessions.over(dbbrain), Spans.NONE),
                            store.store,
                            batch,
                            station)
                    .run(
                            dbbrain.turn(batch.target().account(), Deadline.in(deadline))
                                    .orElseThrow());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static KillFailure failure(Kill kill) {
        KillFailure failure = kill.progress().failure();
        assertThat(failure).isNotNull();
        return failure;
    }

    static List<String> outcomes(Kill kill) {
        return kill.sessions().stream().map(it -> it.thread() + " " + it.outcome()).toList();
    }
}
