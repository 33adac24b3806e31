package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.storage.Dialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every replica follows sessions that roll back: what one writes must not undo another's. SQLite
 * lets nobody read what he will write while another writes.
 */
@Timeout(60)
class TwoEndsAtOnceIT {

    private static final KillId ID = KillId.next();

    private String url;
    private TestStore test;

    @BeforeEach
    void open(@TempDir Path directory) {
        url = Dialect.POSTGRESQL.ifAvailable().newPatientDatabase(directory);
        test = new TestStore(url);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void losesNeither() throws Exception {
        Kill kill = test.enter(ID, SampleOrders.of(1, 2), Duration.ofMinutes(1));
        test.store.finish(List.of(rollingBack(kill)));

        List<CompletableFuture<Void>> ends;
        try (Connection other = DriverManager.getConnection(url);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select id from kill for update");
            ends = Stream.of(1L, 2L).map(this::ended).toList();
            await().atMost(Duration.ofSeconds(30)).until(() -> waitForALock(statement) == 2);
        }
        for (CompletableFuture<Void> end : ends) {
            end.get(30, TimeUnit.SECONDS);
        }

        assertThat(test.reader.find(ID).orElseThrow().sessions())
                .extracting(KillSession::outcome)
                .containsOnly(SessionOutcome.KILLED);
        assertThat(test.reader.rollingBack()).isEmpty();
    }

    private static KillStore.Finished rollingBack(Kill kill) {
        return new KillStore.Finished(
                new KillStore.Move(ID, 1, Set.of(KillState.QUEUED), KillState.FINISHED),
                new Ending(
                        KillState.FINISHED,
                        KillResult.KILLED,
                        kill.sessions().stream()
                                .map(it -> it.with(SessionOutcome.KILLING))
                                .toList(),
                        null),
                event());
    }

    private CompletableFuture<Void> ended(long thread) {
        return CompletableFuture.runAsync(
                () ->
                        test.store.rolledBack(
                                ID, new ThreadId(thread), Duration.ofSeconds(70), event()),
                Thread::startVirtualThread);
    }

    private static int waitForALock(Statement statement) throws Exception {
        try (var row =
                statement.executeQuery(
                        """
                        select count(*) from pg_stat_activity
                         where datname = current_database() and wait_event_type = 'Lock'
                        """)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static AuditEvent event() {
        return AuditEvent.of(AuditKind.FINISHED, "sub:oncall", ID, Map.of());
    }
}
