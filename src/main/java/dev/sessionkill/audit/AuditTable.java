package dev.sessionkill.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Reads the tables of the record, within the transaction that is under way if there is one. */
@Repository
class AuditTable {

    private static final String EVENTS =
            "select seq, at, kind, caller, kill_id, data, prev, hash from audit_event";

    private final JdbcClient jdbc;

    AuditTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The chain's end as it is kept beside the chain.
     *
     * @param end the last event that was appended
     * @param last the greatest number of an event that is there
     * @param at when the last event was appended, in epoch milliseconds; 0 when there is none
     * @param now what time it is in the database, in epoch milliseconds
     */
    record Head(ChainEnd end, long last, long at, long now) {

        /** What is wrong when events are there that were not appended. */
        Optional<Finding> astray() {
            return last > end.seq()
                    ? Optional.of(new Finding(Fault.INSERTED, end.seq() + 1))
                    : Optional.empty();
        }
    }

    Head head() {
        return jdbc.sql(
                        """
                        select seq, hash, now_ms,
                               (select coalesce(max(seq), 0) from audit_event) as last,
                               (select at from audit_event
                                 where audit_event.seq = audit_head.seq) as at
                          from audit_head, db_clock
                         where id = 1
                        """)
                .query(
                        (row, _) ->
                                new Head(
                                        end(row),
                                        row.getLong("last"),
                                        row.getLong("at"),
                                        row.getLong("now_ms")))
                .single();
    }

    /** Lets nobody else append until the transaction that is under way ends. */
    void hold() {
        jdbc.sql("update audit_head set seq = seq where id = 1").update();
    }

    /** The last event that told of settings; the kind is written out, as it is in its index. */
    Optional<RecordedEvent> lastSettings() {
        return jdbc.sql(
                        EVENTS
                                + """
                                 where kind = 'SETTINGS_CHANGED'
                                 order by seq desc
                                 limit 1
                                """)
                .query(AuditTable::event)
                .optional();
    }

    /** So many events that follow this number, in their order. */
    List<RecordedEvent> after(long seq, int most) {
        return jdbc.sql(EVENTS + " where seq > :after order by seq limit :most")
                .param("after", seq)
                .param("most", most)
                .query(AuditTable::event)
                .list();
    }

    /** The same of those that fit. */
    List<RecordedEvent> find(AuditQuery query, long after, int most) {
        StatementSpec statement =
                jdbc.sql(
                                EVENTS
                                        + " where seq > :after"
                                        + conditions(query)
                                        + " order by seq limit :most")
                        .param("after", after)
                        .param("most", most);
        query.kind().ifPresent(it -> statement.param("kind", it.name()));
        query.caller().ifPresent(it -> statement.param("caller", it));
        query.killId().ifPresent(it -> statement.param("kill", it.toString()));
        query.from().ifPresent(it -> statement.param("from", it.toEpochMilli()));
        query.to().ifPresent(it -> statement.param("to", it.toEpochMilli()));
        return statement.query(AuditTable::event).list();
    }

    Optional<ChainEnd> at(long seq) {
        return seq == 0
                ? Optional.of(ChainEnd.GENESIS)
                : jdbc.sql("select seq, hash from audit_event where seq = :seq")
                        .param("seq", seq)
                        .query((row, _) -> end(row))
                        .optional();
    }

    private static String conditions(AuditQuery query) {
        return (query.kind().isPresent() ? " and kind = :kind" : "")
                + (query.caller().isPresent() ? " and caller = :caller" : "")
                + (query.killId().isPresent() ? " and kill_id = :kill" : "")
                + (query.from().isPresent() ? " and at >= :from" : "")
                + (query.to().isPresent() ? " and at < :to" : "");
    }

    private static ChainEnd end(ResultSet row) throws SQLException {
        return new ChainEnd(row.getLong("seq"), row.getString("hash"));
    }

    private static RecordedEvent event(ResultSet row, int number) throws SQLException {
        return new RecordedEvent(
                row.getLong("seq"),
                row.getLong("at"),
                row.getString("kind"),
                row.getString("caller"),
                row.getString("kill_id"),
                row.getString("data"),
                row.getString("prev"),
                row.getString("hash"));
    }
}
