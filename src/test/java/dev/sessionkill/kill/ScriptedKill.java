package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.access.Decision;
import dev.sessionkill.access.Scope;
import dev.sessionkill.access.Wildcard;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.sessions.ProtectCatalogue;
import dev.sessionkill.sessions.TestLiveSessions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
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
        dbbrain.runs(1, "app", "shop");
        dbbrain.runs(2, "app", "shop");
        dbbrain.runs(3, "root", "mysql");
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
        KillId id = KillId.next();
        Kill kill = store.enter(id, order, deadline);
        Decision.Allowed allowed =
                new Decision.Allowed(
                        List.of(
                                new Scope(
                                        List.of(new Wildcard("app*")),
                                        List.of(new Wildcard("*")),
                                        100)));
        new KillRun(
                        new TwoStages.Upstream(dbbrain, TestLiveSessions.over(dbbrain)),
                        kill,
                        new KillRecorder(store.store, kill, TestStore.firstLease()),
                        new KillRun.Rules(
                                new Inspection(allowed, ProtectCatalogue.with(List.of())),
                                Deadline.in(deadline),
                                Duration.ofSeconds(1)))
                .run();
        return store.reader.find(id).orElseThrow();
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
