package dev.sessionkill.kill;

import dev.sessionkill.core.KillId;
import dev.sessionkill.storage.RowLock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** Kills in the database, many at a time; within the transaction under way. */
@Repository
class KillTable {

    private final NamedParameterJdbcTemplate jdbc;
    private final RowLock lock;
    private final KillRows rows;
    private final SessionTable sessions;

    KillTable(NamedParameterJdbcTemplate jdbc, RowLock lock, KillRows rows, SessionTable sessions) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.rows = rows;
        this.sessions = sessions;
    }

    /** How a kill stands in the database. */
    record Stand(long epoch, KillState state) {

        /** Whether it is ours and may be moved like that. */
        boolean lets(KillStore.Move move) {
            return epoch == move.epoch() && move.from().contains(state);
        }

        /** Whether a write that was not confirmed has made that move already. */
        boolean isAfter(KillStore.Move move) {
            return epoch == move.epoch() && move.mayStand() && state == move.to();
        }
    }

    /** Keeps kills from everybody else until the transaction ends, and tells how they stand. */
    Map<KillId, Stand> hold(Collection<KillId> kills) {
        Map<KillId, Stand> stands = new HashMap<>();
        KillRows.named(
                kills,
                ids ->
                        jdbc.query(
                                lock.on(
                                        """
                                        select id, epoch, state from kill
                                         where id in (:ids) order by id\
                                        """),
                                new MapSqlParameterSource("ids", ids),
                                row -> {
                                    stands.put(
                                            KillId.parse(row.getString("id")).orElseThrow(),
                                            new Stand(
                                                    row.getLong("epoch"),
                                                    KillState.valueOf(row.getString("state"))));
                                }));
        return stands;
    }

    /** Moves kills that are held and that {@link Stand#lets} move; it also renews their leases. */
    void move(List<KillStore.Move> moves) {
        int moved =
                rows.write(
                        """
                        update kill
                           set state = :to, moved_at = (select now_ms from db_clock),
                               lease_until = (select now_ms from db_clock) + :lease
                         where id in (:ids) and epoch = :epoch
                           and :from like '%,' || state || ',%'
                        """,
                        moves.stream()
                                .map(
                                        it ->
                                                new KillRows.Row(
                                                        it.id(),
                                                        Map.of(
                                                                "epoch", it.epoch(),
                                                                "from", list(it.from()),
                                                                "to", it.to().name(),
                                                                "lease", Lease.LENGTH.toMillis())))
                                .toList());
        if (moved != moves.size()) {
            throw new ConcurrencyFailureException("kills were moved that are held");
        }
    }

    /** As text in which each stands between commas. */
    private static String list(Set<KillState> states) {
        return states.stream().map(Enum::name).sorted().collect(Collectors.joining(",", ",", ","));
    }

    /** Writes how kills and their sessions ended. */
    void end(List<KillStore.Finished> ends) {
        rows.write(
                """
                update kill
                   set result = :result,
                       sessions = :sessions,
                       rolling_back = :rollingBack,
                       finished_at = (select now_ms from db_clock),
                       failure_stage = :stage,
                       failure_code = :code,
                       failure_request_id = :requestId,
                       failure_retryable = :retryable
                 where id in (:ids)
                """,
                ends.stream()
                        .map(it -> new KillRows.Row(it.move().id(), values(it.ending())))
                        .toList());
    }

    private static Map<String, @Nullable Object> values(Ending ending) {
        Map<String, @Nullable Object> values = SessionTable.values(ending.sessions());
        KillFailure failure = ending.failure();
        values.put("result", ending.result().name());
        values.put("stage", failure == null ? null : failure.stage().name());
        values.put("code", failure == null ? null : failure.code());
        values.put("requestId", failure == null ? null : failure.requestId());
        values.put("retryable", failure == null ? null : failure.retryable() ? "YES" : "NO");
        return values;
    }

    /**
     * Cancels a kill that has not begun; none of its sessions was killed. The epoch grows, so that
     * whoever was about to begin cannot.
     *
     * @return false when it has begun, or has ended, or is not there
     */
    boolean cancel(KillId id) {
        int cancelled =
                jdbc.update(
                        """
                        update kill
                           set state = 'CANCELLED', result = 'NOT_KILLED', epoch = epoch + 1,
                               finished_at = (select now_ms from db_clock)
                         where id = :id and state = 'QUEUED'
                        """,
                        new MapSqlParameterSource("id", id.toString()));
        if (cancelled == 1) {
            sessions.notKilled(id);
        }
        return cancelled == 1;
    }

    /** Renews the leases of those that are ours and unfinished, and tells which these are. */
    Set<KillId> renew(NavigableMap<KillId, Long> epochs) {
        Map<KillId, Stand> stands = hold(epochs.keySet());
        Set<KillId> ours = new HashSet<>();
        epochs.forEach(
                (id, epoch) -> {
                    Stand stand = stands.get(id);
                    if (stand != null && stand.epoch() == epoch && !stand.state().isFinal()) {
                        ours.add(id);
                    }
                });
        rows.write(
                """
                update kill set lease_until = (select now_ms from db_clock) + :lease
                 where id in (:ids)
                """,
                ours.stream()
                        .map(it -> new KillRows.Row(it, Map.of("lease", Lease.LENGTH.toMillis())))
                        .toList());
        return ours;
    }

    /** Ends our leases of those kills now. */
    void release(Collection<Track> tracks) {
        hold(tracks.stream().map(it -> it.kill().id()).toList());
        rows.write(
                "update kill set lease_until = 0 where id in (:ids) and epoch = :epoch",
                tracks.stream()
                        .map(
                                it ->
                                        new KillRows.Row(
                                                it.kill().id(),
                                                Map.of("epoch", it.lease().epoch())))
                        .toList());
    }
}
