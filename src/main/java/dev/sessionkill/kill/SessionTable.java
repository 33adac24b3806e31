package dev.sessionkill.kill;

import dev.sessionkill.core.KillId;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.Expectation;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sessions of kills in the database. Whoever calls has begun the transaction. */
@Repository
class SessionTable {

    /** Kills whose session is written by one statement, at most. */
    private static final int TOGETHER = 100;

    private final JdbcClient jdbc;
    private final JdbcTemplate plain;

    /** Writes without named parameters, which cost more here than the rows themselves. */
    SessionTable(JdbcClient jdbc, NamedParameterJdbcTemplate named) {
        this.jdbc = jdbc;
        this.plain = named.getJdbcTemplate();
    }

    /** What a caller expects of a session of its kill. */
    record Wanted(KillId id, ThreadId thread, Expectation expected) {}

    static Stream<Wanted> wanted(KillId id, KillOrder order) {
        return order.sessions().entrySet().stream()
                .map(it -> new Wanted(id, it.getKey(), it.getValue()));
    }

    void insert(List<Wanted> rows) {
        plain.batchUpdate(
                """
                insert into kill_session (kill_id, thread, expected_user, expected_host,
                                          expected_db, expected_statement,
                                          expected_seconds, expected_observed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                rows,
                Math.max(1, rows.size()),
                SessionTable::set);
    }

    private static void set(PreparedStatement statement, Wanted row) throws SQLException {
        Expectation expected = row.expected();
        Instant observedAt = expected.observedAt();
        statement.setString(1, row.id().toString());
        statement.setLong(2, row.thread().value());
        statement.setString(3, expected.user());
        statement.setString(4, expected.host());
        statement.setString(5, expected.db());
        statement.setString(6, expected.statement());
        statement.setObject(7, expected.seconds(), Types.BIGINT);
        statement.setObject(8, observedAt == null ? null : observedAt.toEpochMilli(), Types.BIGINT);
    }

    /** A session of a kill, as it is to be written. */
    record Row(KillId id, KillSession session) {}

    static Stream<Row> rows(KillId id, Collection<KillSession> sessions) {
        return sessions.stream().map(it -> new Row(id, it));
    }

    /** What several kills say of a session is written for all of them by one statement. */
    void update(List<Row> rows) {
        Map<KillSession, List<KillId>> kills = new LinkedHashMap<>();
        rows.forEach(
                it -> kills.computeIfAbsent(it.session(), _ -> new ArrayList<>()).add(it.id()));
        List<Row> alone = new ArrayList<>();
        kills.forEach(
                (session, ids) -> {
                    if (ids.size() == 1) {
                        alone.add(new Row(ids.getFirst(), session));
                    } else {
                        for (int from = 0; from < ids.size(); from += TOGETHER) {
                            update(session, ids.subList(from, end(from, ids.size())));
                        }
                    }
                });
        if (!alone.isEmpty()) {
            plain.batchUpdate(
                    updating(1),
                    alone,
                    alone.size(),
                    (statement, it) -> set(statement, it.session(), List.of(it.id())));
        }
    }

    private static int end(int from, int size) {
        return Math.min(from + TOGETHER, size);
    }

    private void update(KillSession session, List<KillId> ids) {
        plain.update(updating(ids.size()), it -> set(it, session, ids));
    }

    private static String updating(int kills) {
        return """
        update kill_session
           set outcome = ?, mysql_user = ?, host = ?, db = ?, command = ?, seconds = ?,
               protected_by = ?, changed = ?, respawned = ?, gone_after_ms = ?
         where thread = ? and kill_id in (%s)
        """
                .formatted(String.join(", ", Collections.nCopies(kills, "?")));
    }

    private static void set(PreparedStatement statement, KillSession session, List<KillId> ids)
            throws SQLException {
        KillSession.Sight sight = session.sight();
        KillSession.Finding finding = session.finding();
        Duration goneAfter = finding.goneAfter();
        statement.setString(1, session.outcome() == null ? null : session.outcome().name());
        statement.setString(2, sight == null ? null : sight.user());
        statement.setString(3, sight == null ? null : sight.host());
        statement.setString(4, sight == null ? null : sight.db());
        statement.setString(5, sight == null ? null : sight.command());
        statement.setObject(6, sight == null ? null : sight.seconds(), Types.BIGINT);
        statement.setString(7, finding.protectedBy());
        statement.setString(8, SessionRow.names(finding.changed()));
        statement.setInt(9, finding.respawned() ? 1 : 0);
        statement.setObject(10, goneAfter == null ? null : goneAfter.toMillis(), Types.BIGINT);
        statement.setLong(11, session.thread().value());
        for (int i = 0; i < ids.size(); i++) {
            statement.setString(12 + i, ids.get(i).toString());
        }
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

    /** The sessions of each of those kills, by its id. */
    Map<String, List<KillSession>> read(List<String> kills) {
        Map<String, List<KillSession>> sessions = new HashMap<>();
        jdbc.sql("select * from kill_session where kill_id in (:ids) order by thread")
                .param("ids", kills)
                .query(
                        row -> {
                            sessions.computeIfAbsent(
                                            row.getString("kill_id"), _ -> new ArrayList<>())
                                    .add(SessionRow.read(row));
                        });
        return sessions;
    }
}
