package dev.sessionkill.audit;

import static dev.sessionkill.audit.TestSettings.ACCESS;
import static dev.sessionkill.audit.TestSettings.KILL;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.core.SettingsSection;
import dev.sessionkill.storage.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several replicas that start on one record. */
class SettingsOnPostgresIT {

    private static final int ROUNDS = 20;

    private final List<TestRecord> replicas = new ArrayList<>();

    @BeforeEach
    void open(@TempDir Path directory) {
        String url = Dialect.POSTGRESQL.ifAvailable().newPatientDatabase(directory);
        HikariDataSource pool = Dialect.open(url);
        Dialect.migrate(pool);
        replicas.add(new TestRecord(pool));
        replicas.add(new TestRecord(Dialect.open(url)));
    }

    @AfterEach
    void close() {
        replicas.forEach(TestRecord::close);
    }

    @Test
    void recordsOnceWhatTwoReplicasThatStartTogetherAreSetTo() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            SettingsSection access = TestSettings.access("group:team-" + round);
            startTogether(access, KILL);

            assertThat(replicas.getFirst().events()).hasSize(round);
        }
    }

    @Test
    void recordsEachOfTwoThatAreSetDifferently() throws Exception {
        TestSettings.start(replicas.getFirst(), ACCESS);
        TestSettings.start(replicas.getLast(), ACCESS, KILL);
        startTogether(ACCESS, KILL);

        assertThat(replicas.getFirst().events()).hasSize(2);
    }

    @Test
    void findsTheLastSettingsAmongManyEvents() {
        TestSettings.start(replicas.getFirst(), ACCESS);
        replicas.getFirst().grow(200);
        TestSettings.start(replicas.getLast(), ACCESS);

        assertThat(replicas.getFirst().events()).hasSize(201);
        String plan =
                String.join(
                        "\n",
                        replicas.getFirst()
                                .jdbc
                                .sql(
                                        """
                                        explain select seq from audit_event
                                         where kind = 'SETTINGS_CHANGED'
                                         order by seq desc limit 1
                                        """)
                                .query(String.class)
                                .list());
        assertThat(plan).contains("audit_event_settings");
    }

    private void startTogether(SettingsSection... sections) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(replicas.size())) {
            List<? extends Future<?>> starts =
                    replicas.stream()
                            .map(it -> threads.submit(() -> TestSettings.start(it, sections)))
                            .toList();
            for (Future<?> start : starts) {
                start.get();
            }
        }
    }
}
