package dev.sessionkill.audit;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The record in the database. Its numbers have no gaps: each is one more than the last written. */
@Repository
class JdbcAuditLog implements AuditLog {

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();

    JdbcAuditLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(AuditEvent event) {
        jdbc.sql(
                        """
                        insert into audit_event (seq, at, kind, caller, kill_id, data)
                        select (select coalesce(max(seq), 0) + 1 from audit_event),
                               now_ms, :kind, :caller, :kill, :data
                          from db_clock
                        """)
                .param("kind", event.kind().name())
                .param("caller", event.caller())
                .param("kill", event.kill() == null ? null : event.kill().toString())
                .param("data", json.writeValueAsString(event.data()))
                .update();
    }
}
