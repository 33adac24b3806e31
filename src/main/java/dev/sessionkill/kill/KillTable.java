package dev.sessionkill.kill;

import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.KillId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Repository;

/** Kills and their calls in the database, many at a time; within the transaction under way. */
@Repository
class KillTable {

    private final NamedParameterJdbcTemplate jdbc;

    KillTable(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The one statement that checks and moves; it also renews the lease.
     *
     * @return those that are not ours any more, or not in any of the states
     */
    Set<KillId> move(List<KillStore.Move> moves) {
        return without(
                moves,
                KillStore.Move::id,
                """
                update kill
                   set state = :to, moved_at = (select now_ms from db_clock),
                       lease_until = (select now_ms from db_clock) + :lease
                 where id = :id and epoch = :epoch and :from like '%,' || state || ',%'
                """,
                it ->
                        new MapSqlParameterSource("id", it.id().toString())
                                .addValue("epoch", it.epoch())
                                .addValue("from", list(it.from()))
                                .addValue("to", it.to().name())
                                .addValue("lease", Lease.LENGTH.toMillis()));
    }

    /** As text in which each stands between commas. */
    private static String list(Set<KillState> states) {
        return states.stream().map(Enum::name).collect(Collectors.joining(",", ",", ","));
    }

    /** Whether a write that was not confirmed has made that move already. */
    boolean stands(KillStore.Move move) {
        return move.mayStand()
                && !jdbc.queryForList(
                                """
                                select id from kill
                                 where id = :id and epoch = :epoch and state = :to
                                """,
                                new MapSqlParameterSource("id", move.id().toString())
                                        .addValue("epoch", move.epoch())
                                        .addValue("to", move.to().name()))
                        .isEmpty();
    }

    /** Adds calls to their kills; returns the kills that had theirs before. */
    Set<KillId> insertCalls(List<KillStore.Answered> answers) {
        return without(
                answers,
                it -> it.move().id(),
                """
                insert into kill_call (kill_id, ordinal, stage, attempt, sent_at, millis,
                                       request_id, code)
                select :id, (select count(*) from kill_call where kill_id = :id), :stage,
                       :attempt, :sentAt, :millis, :requestId, :code
                  from db_clock
                 where not exists (select 1 from kill_call
                                    where kill_id = :id and stage = :stage
                                      and attempt = :attempt and sent_at = :sentAt)
                """,
                it -> {
                    CallRecord call = it.call();
                    return new MapSqlParameterSource("id", it.move().id().toString())
                            .addValue("stage", call.stage().name())
                            .addValue("attempt", call.attempt())
                            .addValue("sentAt", call.sentAt().toEpochMilli())
                            .addValue("millis", call.millis())
                            .addValue("requestId", call.requestId())
                            .addValue("code", call.code());
                });
    }

    /** Writes how kills ended. */
    void end(List<KillStore.Finished> ends) {
        without(
                ends,
                it -> it.move().id(),
                """
                update kill
                   set result = :result,
                       finished_at = (select now_ms from db_clock),
                       failure_stage = :stage,
                       failure_code = :code,
                       failure_request_id = :requestId,
                       failure_retryable = :retryable
                 where id = :id
                """,
                it -> {
                    KillFailure failure = it.ending().failure();
                    return new MapSqlParameterSource("id", it.move().id().toString())
                            .addValue("result", it.ending().result().name())
                            .addValue("stage", failure == null ? null : failure.stage().name())
                            .addValue("code", failure == null ? null : failure.code())
                            .addValue("requestId", failure == null ? null : failure.requestId())
                            .addValue(
                                    "retryable",
                                    failure == null ? null : failure.retryable() ? "YES" : "NO");
                });
    }

    /**
     * Cancels a kill that has not begun; none of its sessions was killed. The epoch grows, so that
     * whoever was about to begin cannot.
     *
     * @return false when it has begun, or has ended, or is not there
     */
    boolean cancel(KillId id) {
        var parameters = new MapSqlParameterSource("id", id.toString());
        int cancelled =
                jdbc.update(
                        """
                        update kill
                           set state = 'CANCELLED', result = 'NOT_KILLED', epoch = epoch + 1,
                               finished_at = (select now_ms from db_clock)
                         where id = :id and state = 'QUEUED'
                        """,
                        parameters);
        return cancelled == 1
                && jdbc.update(
                                """
                                update kill_session set outcome = 'NOT_KILLED' where kill_id = :id
                                """,
                                parameters)
                        > 0;
    }

    /** Renews leases, one after the other in the order in which all rows are written. */
    Set<KillId> renew(NavigableMap<KillId, Long> epochs) {
        Set<KillId> renewed = new HashSet<>(epochs.keySet());
        renewed.removeAll(
                without(
                        List.copyOf(epochs.entrySet()),
                        Map.Entry::getKey,
                        """
                        update kill
                           set lease_until = (select now_ms from db_clock) + :lease
                         where id = :id and epoch = :epoch
                           and state in ('QUEUED', 'PREPARING', 'COMMITTING', 'VERIFYING')
                        """,
                        it ->
                                new MapSqlParameterSource("id", it.getKey().toString())
                                        .addValue("epoch", it.getValue())
                                        .addValue("lease", Lease.LENGTH.toMillis())));
        return renewed;
    }

    /** Ends our leases of those kills now. */
    void release(Collection<Track> tracks) {
        without(
                List.copyOf(tracks),
                it -> it.kill().id(),
                "update kill set lease_until = 0 where id = :id and epoch = :epoch",
                it ->
                        new MapSqlParameterSource("id", it.kill().id().toString())
                                .addValue("epoch", it.lease().epoch()));
    }

    /** Runs the statement for each, and returns those for which it changed nothing. */
    private <T> Set<KillId> without(
            List<T> each,
            Function<T, KillId> id,
            String sql,
            Function<T, SqlParameterSource> parameters) {
        Set<KillId> without = new HashSet<>();
        if (!each.isEmpty()) {
            int[] changed =
                    jdbc.batchUpdate(
                            sql, each.stream().map(parameters).toArray(SqlParameterSource[]::new));
            for (int i = 0; i < changed.length; i++) {
                if (changed[i] == 0) {
                    without.add(id.apply(each.get(i)));
                }
            }
        }
        return without;
    }
}
