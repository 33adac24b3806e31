package dev.sessionkill.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The record in the database, as a chain. The one row of audit_head is taken first and stays taken
 * until the transaction ends: so numbers have no gaps, and no two events follow the same one.
 */
@Repository
class JdbcAuditLog implements AuditLog {

    private final NamedParameterJdbcTemplate jdbc;
    private final Timer appending;

    JdbcAuditLog(NamedParameterJdbcTemplate jdbc, MeterRegistry registry) {
        this.jdbc = jdbc;
        this.appending =
                Timer.builder("gateway.audit.append")
                        .description("Adding events to the record, without the commit")
                        .serviceLevelObjectives(
                                Duration.ofMillis(1),
                                Duration.ofMillis(5),
                                Duration.ofMillis(25),
                                Duration.ofMillis(100),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(2))
                        .register(registry);
    }

    /** The last place that was taken, the hash of the event before the first, and the time. */
    private record Place(long last, String prev, long at) {}

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(List<AuditEvent> events) {
        if (!events.isEmpty()) {
            appending.record(() -> add(events));
        }
    }

    private void add(List<AuditEvent> events) {
        // What cannot be written must not take a place.
        List<String> data = events.stream().map(it -> CanonicalJson.of(it.data())).toList();
        Place place = take(events.size());
        long seq = place.last() - events.size();
        String prev = place.prev();
        List<SqlParameterSource> rows = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            RecordedEvent unsealed = unsealed(events.get(i), data.get(i), ++seq, prev, place.at());
            prev = new ChainHash().of(unsealed);
            rows.add(row(unsealed, prev));
        }
        jdbc.batchUpdate(
                """
                insert into audit_event (seq, at, kind, caller, kill_id, data, prev, hash)
                values (:seq, :at, :kind, :caller, :kill, :data, :prev, :hash)
                """,
                rows.toArray(SqlParameterSource[]::new));
        jdbc.update(
                "update audit_head set hash = :hash where id = 1",
                new MapSqlParameterSource("hash", prev));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(AuditEvent event) {
        append(List.of(event));
    }

    private static RecordedEvent unsealed(
            AuditEvent event, String data, long seq, String prev, long at) {
        return new RecordedEvent(
                seq,
                at,
                event.kind().name(),
                CanonicalJson.wellFormed(event.caller()),
                event.kill() == null ? null : event.kill().toString(),
                data,
                prev,
                "");
    }

    private Place take(int places) {
        return jdbc.query(
                        """
                        update audit_head set seq = seq + :places where id = 1
                        returning seq, hash, (select now_ms from db_clock) as at
                        """,
                        new MapSqlParameterSource("places", places),
                        JdbcAuditLog::place)
                .getFirst();
    }

    private static SqlParameterSource row(RecordedEvent event, String hash) {
        return new MapSqlParameterSource("seq", event.seq())
                .addValue("at", event.at())
                .addValue("kind", event.kind())
                .addValue("caller", event.caller())
                .addValue("kill", event.killId())
                .addValue("data", event.data())
                .addValue("prev", event.prev())
                .addValue("hash", hash);
    }

    private static Place place(ResultSet row, int number) throws SQLException {
        return new Place(row.getLong("seq"), row.getString("hash"), row.getLong("at"));
    }
}
