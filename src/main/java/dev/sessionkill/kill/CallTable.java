package dev.sessionkill.kill;

import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** The calls of kills in the database; within the transaction under way. */
@Repository
class CallTable {

    private final NamedParameterJdbcTemplate jdbc;
    private final KillRows rows;

    CallTable(NamedParameterJdbcTemplate jdbc, KillRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** Adds calls to their kills, which are held; returns the kills that had theirs before. */
    Set<KillId> insert(List<KillStore.Answered> answers) {
        Map<KillId, List<CallRecord>> known =
                read(answers.stream().map(it -> it.move().id()).toList());
        Set<KillId> before = new HashSet<>();
        List<KillRows.Row> added = new ArrayList<>();
        for (KillStore.Answered answer : answers) {
            KillId id = answer.move().id();
            List<CallRecord> calls = known.getOrDefault(id, List.of());
            if (calls.stream().anyMatch(it -> isSame(it, answer.call()))) {
                before.add(id);
            } else {
                added.add(new KillRows.Row(id, values(calls.size(), answer.call())));
            }
        }
        rows.write(
                """
                insert into kill_call (kill_id, ordinal, stage, attempt, sent_at, millis,
                                       request_id, code)
                select id, :ordinal, :stage, :attempt, :sentAt, :millis, :requestId, :code
                  from kill
                 where id in (:ids)
                """,
                added);
        return before;
    }

    private static boolean isSame(CallRecord one, CallRecord other) {
        return one.stage() == other.stage()
                && one.attempt() == other.attempt()
                && one.sentAt().toEpochMilli() == other.sentAt().toEpochMilli();
    }

    private static Map<String, @Nullable Object> values(int ordinal, CallRecord call) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("ordinal", ordinal);
        values.put("stage", call.stage().name());
        values.put("attempt", call.attempt());
        values.put("sentAt", call.sentAt().toEpochMilli());
        values.put("millis", call.millis());
        values.put("requestId", call.requestId());
        values.put("code", call.code());
        return values;
    }

    /** The calls of those kills that have any, in the order in which they came back. */
    Map<KillId, List<CallRecord>> read(Collection<KillId> kills) {
        Map<KillId, List<CallRecord>> calls = new HashMap<>();
        KillRows.named(
                kills,
                ids ->
                        jdbc.query(
                                "select * from kill_call where kill_id in (:ids) order by ordinal",
                                new MapSqlParameterSource("ids", ids),
                                row -> {
                                    calls.computeIfAbsent(
                                                    KillId.parse(row.getString("kill_id"))
                                                            .orElseThrow(),
                                                    _ -> new ArrayList<>())
                                            .add(call(row));
                                }));
        return calls;
    }

    private static CallRecord call(ResultSet row) throws SQLException {
        return new CallRecord(
                Stage.valueOf(row.getString("stage")),
                row.getInt("attempt"),
                Instant.ofEpochMilli(row.getLong("sent_at")),
                row.getLong("millis"),
                row.getString("request_id"),
                row.getString("code"));
    }
}
