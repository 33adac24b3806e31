package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.core.KillId;
import dev.sessionkill.storage.Dialect;
import dev.sessionkill.storage.PostgresServer;
import dev.sessionkill.storage.Transactions.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many events a second the record takes, each in a transaction of its own that is on disk when
 * it returns: figures for docs/measurements.md. Runs with {@code ./mvnw verify -Pmeasure}.
 */
@Tag("measurement")
class AppendMeasurementIT {

    /**
     * Twenty calls a second are ten pairs of Prepare and Commit, and a kill that has a pair of its
     * own has six events; twenty reads of the list have one each.
     */
    private static final int NEEDED = 10 * 6 + 20;

    private static final int WARM_UP = 1_000;
    private static final int EVENTS = 6_000;

    @Test
    void appendsTenTimesWhatIsNeededToSqlite(@TempDir Path directory) throws Exception {
        measure("SQLite", Dialect.SQLITE.newDatabase(directory));
    }

    @Test
    void appendsTenTimesWhatIsNeededToPostgresql() throws Exception {
        measure("PostgreSQL", PostgresServer.onARealDisk().newDatabase());
    }

    private static void measure(String store, String url) throws Exception {
        HikariDataSource pool = Dialect.open(url);
        Dialect.migrate(pool);
        try (TestRecord record = new TestRecord(pool)) {
            grow(record, 1, 1, WARM_UP);
            double best = 0;
            for (int[] way : new int[][] {{1, 1}, {8, 1}, {1, 10}, {8, 10}}) {
                long start = System.nanoTime();
                grow(record, way[0], way[1], EVENTS);
                double perSecond = EVENTS / ((System.nanoTime() - start) / 1e9);
                System.out.printf(
                        "AppendMeasurementIT: %s, %d writers, %d events a transaction: %.0f appends"
                                + " a second, %.1f times what twenty calls a second need%n",
                        store, way[0], way[1], perSecond, perSecond / NEEDED);
                best = Math.max(best, perSecond);
            }
            assertThat(
                            new ChainVerifier(ChainEnd.GENESIS, List.of(record.head()))
                                    .verify(record.reader.events(0, Long.MAX_VALUE)))
                    .isEmpty();
            assertThat(best).isGreaterThanOrEqualTo(10 * NEEDED);
        }
    }

    private static void grow(TestRecord record, int writers, int together, int events)
            throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<? extends Future<?>> all =
                    IntStream.range(0, writers)
                            .mapToObj(
                                    _ ->
                                            threads.submit(
                                                    () ->
                                                            append(
                                                                    record,
                                                                    events / writers,
                                                                    together)))
                            .toList();
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    private static void append(TestRecord record, int events, int together) {
        for (int i = 0; i < events; i += together) {
            List<AuditEvent> some =
                    IntStream.range(i, i + together).mapToObj(AppendMeasurementIT::event).toList();
            record.transactions.run(Turn.UNDER_WAY, () -> record.log.append(some));
        }
    }

    /** As long as those of a kill. */
    private static AuditEvent event(int millis) {
        return AuditEvent.of(
                AuditKind.COMMIT_ANSWERED,
                "sub:ops-portal",
                KillId.next(),
                Map.of(
                        "attempt",
                        1,
                        "millis",
                        millis,
                        "reply",
                        "DONE",
                        "requestId",
                        "2413b916-085a-4160-bcc6-79bfddd06bff",
                        "threads",
                        List.of(1001, 1002, 1003)));
    }
}
