package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.sessions.Trait;
import dev.sessionkill.storage.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database of before sessions stood in the rows of their kills. */
class SessionsCarriedOverIT {

    private static final String BEFORE = "9";

    private final KillId one = KillId.next();
    private final KillId other = KillId.next();

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void areTheSameAsBefore(Dialect dialect, @TempDir Path directory) {
        String url = dialect.ifAvailable().newDatabase(directory);
        try (HikariDataSource database = Dialect.open(url)) {
            Dialect.migrate(database, BEFORE);
            fill(JdbcClient.create(database));
        }
        try (TestStore store = new TestStore(url)) {
            assertThat(sessions(store, one)).containsExactly(rollingBack(), changed(), bare());
            assertThat(sessions(store, other)).isEmpty();
            assertThat(store.reader.rollingBack()).containsExactly(one);
        }
    }

    private static List<KillSession> sessions(TestStore store, KillId id) {
        return store.reader.find(id).orElseThrow().sessions();
    }

    private void fill(JdbcClient jdbc) {
        for (KillId id : List.of(one, other)) {
            jdbc.sql(
                            """
                            insert into kill (id, state, account, region, product, instance, reason,
                                              requested_by, requested_at, deadline, finished_at)
                            values (?, 'FINISHED', 'default', 'ap-guangzhou', 'MYSQL', 'cdb-1', 'a test',
                                    'sub:a', 1, 2, 3)
                            """)
                    .param(id.toString())
                    .update();
        }
        jdbc.sql(
                        """
                        insert into kill_session (kill_id, thread, outcome, mysql_user, host, db,
                                                  command, seconds, expected_user, expected_host,
                                                  expected_db, expected_statement,
                                                  expected_seconds, expected_observed_at,
                                                  protected_by, changed, respawned, gone_after_ms)
                        values (:id, 1, 'KILLING', 'a"pp', '10.0.0.1:5', 'shop', 'Query', 9,
                                'report', '10.0.0.1:5', 'shop', 'sha-256', 873, 1795338000123,
                                'rule', null, 1, 1234),
                               (:id, 9223372036854775807, null, null, null, null, null, null,
                                null, null, null, null, null, null, null, null, 0, null),
                               (:id, 2, 'CHANGED', 'app', '10.0.0.1:6', null, 'Sleep', 0,
                                null, null, null, null, null, null,
                                null, 'HOST,USER', 0, null)
                        """)
                .param("id", one.toString())
                .update();
    }

    private static KillSession rollingBack() {
        return new KillSession(
                new ThreadId(1),
                StoredKill.EXPECTED,
                SessionOutcome.KILLING,
                new KillSession.Sight("a\"pp", "10.0.0.1:5", "shop", "Query", 9),
                new KillSession.Finding("rule", Set.of(), true, Duration.ofMillis(1234)));
    }

    private static KillSession changed() {
        return new KillSession(
                new ThreadId(2),
                Expectation.NONE,
                SessionOutcome.CHANGED,
                new KillSession.Sight("app", "10.0.0.1:6", null, "Sleep", 0),
                new KillSession.Finding(null, Set.of(Trait.HOST, Trait.USER), false, null));
    }

    private static KillSession bare() {
        return KillSession.wanted(new ThreadId(Long.MAX_VALUE), Expectation.NONE);
    }
}
