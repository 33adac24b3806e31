package dev.sessionkill.kill;

import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.storage.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A kill in a store, on both databases. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
abstract class StoredKill {

    static final Duration DEADLINE = Duration.ofSeconds(60);
    static final Instant SEEN = Instant.parse("2026-11-22T09:00:00.123Z");
    static final Expectation EXPECTED =
            new Expectation("report", "10.0.0.1:5", "shop", "sha-256", 873L, SEEN);

    private final Dialect dialect;
    final KillId id = KillId.next();
    TestStore test;
    KillStore store;

    StoredKill(Dialect dialect) {
        this.dialect = dialect.ifAvailable();
    }

    @BeforeEach
    void open(@TempDir Path directory) {
        test = new TestStore(dialect, directory);
        store = test.store;
    }

    @AfterEach
    void close() {
        test.close();
    }

    Kill inserted() {
        SortedMap<ThreadId, Expectation> sessions = new TreeMap<>();
        sessions.put(new ThreadId(Long.MAX_VALUE), EXPECTED);
        sessions.put(new ThreadId(1), Expectation.NONE);
        return test.enter(id, SampleOrders.of(sessions), DEADLINE);
    }

    Kill read() {
        return test.reader.find(id).orElseThrow();
    }

    KillStore.Move move(KillState to, KillState... from) {
        return new KillStore.Move(id, 1, Set.of(from), to);
    }

    AuditEvent event(int number) {
        return AuditEvent.of(AuditKind.FINISHED, "sub:oncall", id, Map.of("number", number));
    }

    /** Ends the kill with both sessions rolling back. */
    void finish(KillResult result, @Nullable KillFailure failure) {
        List<KillSession> sessions =
                read().sessions().stream().map(it -> it.with(SessionOutcome.KILLING)).toList();
        finish(
                move(KillState.FINISHED, KillState.QUEUED),
                new Ending(KillState.FINISHED, result, sessions, failure),
                event(0));
    }

    Set<KillId> advance(KillStore.Move move, AuditEvent event) {
        return store.advance(List.of(new KillStore.Step(move, List.of(), event)));
    }

    Set<KillId> answered(KillStore.Move move, CallRecord call, AuditEvent event) {
        return store.answered(List.of(new KillStore.Answered(move, call, event)));
    }

    Set<KillId> finish(KillStore.Move move, Ending ending, AuditEvent event) {
        return store.finish(List.of(new KillStore.Finished(move, ending, event)));
    }
}
