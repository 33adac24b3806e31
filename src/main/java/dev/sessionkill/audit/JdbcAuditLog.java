package dev.sessionkill.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The record in the database, as a chain. The one row of audit_head is taken first and stays taken
 * until the transaction ends: so numbers have no gaps, and no two events follow the same one.
 */
@Repository
class JdbcAuditLog implements AuditLog {

    private final JdbcClient jdbc;

    JdbcAuditLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The place that was taken, and the time by the database's clock. */
    private record Place(long seq, String prev, long at) {}

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(AuditEvent event) {
        // What cannot be written must not take a place.
        String data = CanonicalJson.of(event.data());
        Place place = take();
        RecordedEvent unsealed =
                new RecordedEvent(
                        place.seq(),
                        place.at(),
                        event.kind().name(),
                        CanonicalJson.wellFormed(event.caller()),
                        event.kill() == null ? null : event.kill().toString(),
                        data,
                        place.prev(),
                        "");
        String hash = new ChainHash().of(unsealed);
        insert(unsealed, hash);
        jdbc.sql("update audit_head set hash = :hash where id = 1").param("hash", hash).update();
    }

    private Place take() {
        return jdbc.sql(
                        """
                        update audit_head set seq = seq + 1 where id = 1
                        returning seq, hash, (select now_ms from db_clock) as at
                        """)
                .query(JdbcAuditLog::place)
                .single();
    }

    private void insert(RecordedEvent event, String hash) {
        jdbc.sql(
                        """
                        insert into audit_event (seq, at, kind, caller, kill_id, data, prev, hash)
                        values (:seq, :at, :kind, :caller, :kill, :data, :prev, :hash)
                        """)
                .param("seq", event.seq())
                .param("at", event.at())
                .param("kind", event.kind())
                .param("caller", event.caller())
                .param("kill", event.killId())
                .param("data", event.data())
                .param("prev", event.prev())
                .param("hash", hash)
                .update();
    }

    private static Place place(ResultSet row, int number) throws SQLException {
        return new Place(row.getLong("seq"), row.getString("hash"), row.getLong("at"));
    }
}
