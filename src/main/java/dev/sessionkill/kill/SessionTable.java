package dev.sessionkill.kill;

import dev.sessionkill.core.KillId;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.sessions.Trait;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sessions of kills in the database. Whoever calls has begun the transaction. */
@Repository
class SessionTable {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate template;

    SessionTable(JdbcClient jdbc, NamedParameterJdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** What a caller expects of a session of its kill. */
    record Wanted(KillId id, ThreadId thread, Expectation expected) {}

    static Stream<Wanted> wanted(KillId id, KillOrder order) {
        return order.sessions().entrySet().stream()
                .map(it -> new Wanted(id, it.getKey(), it.getValue()));
    }

    void insert(List<Wanted> rows) {
        template.batchUpdate(
                """
                insert into kill_session (kill_id, thread, expected_user, expected_host,
                                          expected_db, expected_statement,
                                          expected_seconds, expected_observed_at)
                values (:id, :thread, :user, :host, :db, :statement, :seconds, :observedAt)
                """,
                rows.stream().map(SessionTable::values).toArray(SqlParameterSource[]::new));
    }

    private static SqlParameterSource values(Wanted row) {
        Expectation expected = row.expected();
        Instant observedAt = expected.observedAt();
        return new MapSqlParameterSource("id", row.id().toString())
                .addValue("thread", row.thread().value())
                .addValue("user", expected.user())
                .addValue("host", expected.host())
                .addValue("db", expected.db())
                .addValue("statement", expected.statement())
                .addValue("seconds", expected.seconds())
                .addValue("observedAt", observedAt == null ? null : observedAt.toEpochMilli());
    }

    /** A session of a kill, as it is to be written. */
    record Row(KillId id, KillSession session) {}

    static Stream<Row> rows(KillId id, Collection<KillSession> sessions) {
        return sessions.stream().map(it -> new Row(id, it));
    }

    void update(List<Row> rows) {
        if (!rows.isEmpty()) {
            template.batchUpdate(
                    """
                    update kill_session
                       set outcome = :outcome, mysql_user = :user, host = :host, db = :db,
                           command = :command, seconds = :seconds,
                           protected_by = :protectedBy, changed = :changed,
                           respawned = :respawned, gone_after_ms = :goneAfter
                     where kill_id = :id and thread = :thread
                    """,
                    rows.stream().map(SessionTable::values).toArray(SqlParameterSource[]::new));
        }
    }

    private static SqlParameterSource values(Row row) {
        KillSession session = row.session();
        KillSession.Sight sight = session.sight();
        KillSession.Finding finding = session.finding();
        Duration goneAfter = finding.goneAfter();
        return new MapSqlParameterSource("id", row.id().toString())
                .addValue("thread", session.thread().value())
                .addValue("outcome", session.outcome() == null ? null : session.outcome().name())
                .addValue("user", sight == null ? null : sight.user())
                .addValue("host", sight == null ? null : sight.host())
                .addValue("db", sight == null ? null : sight.db())
                .addValue("command", sight == null ? null : sight.command())
                .addValue("seconds", sight == null ? null : sight.seconds())
                .addValue("protectedBy", finding.protectedBy())
                .addValue("changed", names(finding.changed()))
                .addValue("respawned", finding.respawned() ? 1 : 0)
                .addValue("goneAfter", goneAfter == null ? null : goneAfter.toMillis());
    }

    /** A session that was rolling back is gone; false if that was written before. */
    boolean rolledBack(KillId id, ThreadId thread, Duration goneAfter) {
        return jdbc.sql(
                                """
                                update kill_session
                                   set outcome = 'KILLED', gone_after_ms = :goneAfter
                                 where kill_id = :id and thread = :thread and outcome = 'KILLING'
                                """)
                        .param("id", id.toString())
                        .param("thread", thread.value())
                        .param("goneAfter", goneAfter.toMillis())
                        .update()
                == 1;
    }

    /** The kills that have ended and of which a session was still rolling back. */
    List<KillId> rollingBack() {
        return jdbc.sql(
                        """
                        select distinct s.kill_id
                          from kill_session s join kill k on k.id = s.kill_id
                         where s.outcome = 'KILLING' and k.state = 'FINISHED'
                        """)
                .query((row, _) -> KillId.parse(row.getString(1)).orElseThrow())
                .list();
    }

    List<KillSession> read(KillId id) {
        return jdbc.sql("select * from kill_session where kill_id = :id order by thread")
                .param("id", id.toString())
                .query((row, _) -> session(row))
                .list();
    }

    private static KillSession session(ResultSet row) throws SQLException {
        return new KillSession(
                new ThreadId(row.getLong("thread")),
                new Expectation(
                        row.getString("expected_user"),
                        row.getString("expected_host"),
                        row.getString("expected_db"),
                        row.getString("expected_statement"),
                        optional(row, "expected_seconds", Long::valueOf),
                        optional(
                                row,
                                "expected_observed_at",
                                it -> Instant.ofEpochMilli(Long.parseLong(it)))),
                optional(row, "outcome", SessionOutcome::valueOf),
                sight(row),
                new KillSession.Finding(
                        row.getString("protected_by"),
                        traits(row.getString("changed")),
                        row.getInt("respawned") == 1,
                        optional(
                                row,
                                "gone_after_ms",
                                it -> Duration.ofMillis(Long.parseLong(it)))));
    }

    private static KillSession.@Nullable Sight sight(ResultSet row) throws SQLException {
        String user = row.getString("mysql_user");
        return user == null
                ? null
                : new KillSession.Sight(
                        user,
                        row.getString("host"),
                        row.getString("db"),
                        row.getString("command"),
                        row.getLong("seconds"));
    }

    private static @Nullable String names(Set<Trait> traits) {
        return traits.isEmpty()
                ? null
                : traits.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    }

    private static Set<Trait> traits(@Nullable String names) {
        return names == null
                ? Set.of()
                : Arrays.stream(names.split(",")).map(Trait::valueOf).collect(Collectors.toSet());
    }

    private static <T> @Nullable T optional(ResultSet row, String column, Function<String, T> type)
            throws SQLException {
        String value = row.getString(column);
        return value == null ? null : type.apply(value);
    }
}
