package dev.sessionkill.kill;

import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Orders as they come into the database: kills and the keys of their callers. */
@Repository
class OrderTable {

    private final NamedParameterJdbcTemplate jdbc;
    private final JsonMapper json = JsonMapper.shared();

    OrderTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What stands under a key.
     *
     * @param id of the kill of the first request
     * @param body the digest of its body
     */
    record Key(KillId id, String body) {}

    /** The time on the database's clock. */
    Instant now() {
        Long now =
                jdbc.queryForObject(
                        "select now_ms from db_clock", new MapSqlParameterSource(), Long.class);
        if (now == null) {
            throw new IllegalStateException("the database has no clock");
        }
        return Instant.ofEpochMilli(now);
    }

    /** Adds kills that wait for their turn, of epoch 1. */
    void insert(List<KillRegister.Filing> filings, Instant now) {
        if (filings.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(
                """
                insert into kill (id, state, account, region, product, instance, reason,
                                  requested_by, requested_at, deadline, owner, epoch,
                                  lease_until, moved_at, requester_groups, urgent,
                                  sessions)
                values (:id, 'QUEUED', :account, :region, :product, :instance, :reason,
                        :caller, :now, :deadline, :owner, 1, :lease, :now, :groups, :urgent,
                        :sessions)
                """,
                filings.stream().map(it -> values(it, now)).toArray(SqlParameterSource[]::new));
    }

    private SqlParameterSource values(KillRegister.Filing filing, Instant now) {
        KillRegister.Entry entry = filing.entry();
        return new MapSqlParameterSource("id", entry.id().toString())
                .addValue("account", entry.target().account().value())
                .addValue("region", entry.target().region().value())
                .addValue("product", entry.target().product().name())
                .addValue("instance", entry.target().instance().value())
                .addValue("reason", entry.order().reason().text())
                .addValue("caller", entry.caller().name())
                .addValue("now", now.toEpochMilli())
                .addValue("deadline", now.plus(filing.deadline()).toEpochMilli())
                .addValue("owner", filing.owner())
                .addValue("sessions", SessionsText.of(entry.order().wanted()))
                .addValue("urgent", entry.order().urgent() ? 1 : 0)
                .addValue("lease", now.plus(Lease.LENGTH).toEpochMilli())
                .addValue(
                        "groups",
                        json.writeValueAsString(
                                entry.caller().groups().stream().sorted().toList()));
    }

    /** Adds the caller's key; false when it is there already. */
    boolean insertKey(KillRegister.Entry entry, RepeatKey key, Instant now) {
        return jdbc.update(
                        """
                        insert into idempotency_key (caller, idem_key, body, kill_id, created_at)
                        values (:caller, :key, :body, :kill, :now)
                            on conflict (caller, idem_key) do nothing
                        """,
                        new MapSqlParameterSource("caller", entry.caller().name())
                                .addValue("key", key.text())
                                .addValue("body", entry.order().digest())
                                .addValue("kill", entry.id().toString())
                                .addValue("now", now.toEpochMilli()))
                == 1;
    }

    Optional<Key> find(Caller caller, RepeatKey key) {
        return jdbc
                .query(
                        """
                        select kill_id, body
                          from idempotency_key
                         where caller = :caller and idem_key = :key
                        """,
                        new MapSqlParameterSource("caller", caller.name())
                                .addValue("key", key.text()),
                        (row, _) ->
                                new Key(
                                        KillId.parse(row.getString("kill_id")).orElseThrow(),
                                        row.getString("body")))
                .stream()
                .findFirst();
    }

    /** Forgets the keys that are older. */
    int forgetKeys(Duration age) {
        return jdbc.update(
                """
                delete from idempotency_key
                 where created_at < (select now_ms from db_clock) - :age
                """,
                new MapSqlParameterSource("age", age.toMillis()));
    }
}
