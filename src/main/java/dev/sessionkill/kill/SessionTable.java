package dev.sessionkill.kill;

import dev.sessionkill.core.KillId;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.storage.RowLock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** The sessions of kills in the database; within the transaction under way. */
@Repository
class SessionTable {

    private final NamedParameterJdbcTemplate jdbc;
    private final RowLock lock;
    private final KillRows rows;

    SessionTable(NamedParameterJdbcTemplate jdbc, RowLock lock, KillRows rows) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.rows = rows;
    }

    /** How the sessions of kills look by now. */
    void look(List<KillStore.Step> steps) {
        write(
                steps.stream()
                        .map(it -> new KillRows.Row(it.move().id(), values(it.looks())))
                        .toList());
    }

    /** What their kill's row says of them, by the names in a statement; it may be added to. */
    static Map<String, @Nullable Object> values(Collection<KillSession> sessions) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("sessions", SessionsText.of(sessions));
        values.put("rollingBack", sessions.stream().filter(SessionTable::isRollingBack).count());
        return values;
    }

    private static boolean isRollingBack(KillSession session) {
        return session.outcome() == SessionOutcome.KILLING;
    }

    /** None of the sessions of that kill was killed. */
    void notKilled(KillId id) {
        change(id, it -> it.with(SessionOutcome.NOT_KILLED));
    }

    /** A session that was rolling back is gone; false if that was written before. */
    boolean rolledBack(KillId id, ThreadId thread, Duration goneAfter) {
        return change(
                id,
                it ->
                        it.thread().equals(thread) && isRollingBack(it)
                                ? it.goneAfter(goneAfter)
                                : it);
    }

    /** Whether that changed anything. Who changes the same kill meanwhile waits for us. */
    private boolean change(KillId id, UnaryOperator<KillSession> change) {
        List<KillSession> sessions =
                SessionsText.read(
                        jdbc.queryForList(
                                        lock.on("select sessions from kill where id = :id"),
                                        new MapSqlParameterSource("id", id.toString()),
                                        String.class)
                                .getFirst());
        List<KillSession> changed = sessions.stream().map(change).toList();
        if (changed.equals(sessions)) {
            return false;
        }
        write(List.of(new KillRows.Row(id, values(changed))));
        return true;
    }

    private void write(List<KillRows.Row> looks) {
        rows.write(
                """
                update kill set sessions = :sessions, rolling_back = :rollingBack
                 where id in (:ids)
                """,
                looks);
    }

    /** The kills that have ended and of which a session was still rolling back. */
    List<KillId> rollingBack() {
        return jdbc.query(
                "select id from kill where rolling_back > 0 and state = 'FINISHED'",
                (row, _) -> KillId.parse(row.getString(1)).orElseThrow());
    }
}
