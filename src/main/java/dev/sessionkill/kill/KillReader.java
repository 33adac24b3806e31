package dev.sessionkill.kill;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Product;
import dev.sessionkill.core.Reason;
import dev.sessionkill.core.Region;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.Target;
import dev.sessionkill.storage.Group;
import dev.sessionkill.storage.Transactions;
import dev.sessionkill.storage.Transactions.Turn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads kills from the database, each as one consistent picture. */
@Repository
class KillReader {

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final SessionTable sessions;
    private final CallTable calls;
    private final Group<KillId, Optional<Kill>> looks;

    KillReader(JdbcClient jdbc, Transactions transactions, SessionTable sessions, CallTable calls) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.sessions = sessions;
        this.calls = calls;
        this.looks = transactions.snapshots(this::read);
    }

    /** The kill as it stands; those who ask at the same time read together. */
    Optional<Kill> find(KillId id) {
        return looks.run(id);
    }

    /** Kills that the caller asked for, or whose account is among those. */
    Found.Page search(KillSearch search, Caller caller, List<AccountName> audited) {
        return transactions.run(Turn.NEW, () -> page(search, caller, audited));
    }

    /** One more than asked for tells whether more follow. */
    private Found.Page page(KillSearch search, Caller caller, List<AccountName> audited) {
        StringBuilder sql =
                new StringBuilder(
                        """
                        select id
                          from kill
                         where (requested_by = :caller or account in (:audited))
                        """);
        Map<String, Object> values = new HashMap<>();
        values.put("caller", caller.name());
        values.put(
                "audited",
                Stream.concat(Stream.of(""), audited.stream().map(AccountName::value)).toList());
        values.put("limit", search.limit() + 1);
        search.instance().ifPresent(it -> and(sql, values, "instance =", "instance", it.value()));
        search.requestedBy().ifPresent(it -> and(sql, values, "requested_by =", "by", it));
        search.result().ifPresent(it -> and(sql, values, "result =", "result", it.name()));
        search.from()
                .ifPresent(it -> and(sql, values, "requested_at >=", "from", it.toEpochMilli()));
        search.to().ifPresent(it -> and(sql, values, "requested_at <", "to", it.toEpochMilli()));
        search.after().ifPresent(it -> and(sql, values, "id <", "after", it.toString()));
        List<KillId> ids =
                jdbc.sql(sql + " order by id desc limit :limit")
                        .params(values)
                        .query((row, _) -> KillId.parse(row.getString("id")).orElseThrow())
                        .list();
        List<Kill> kills = read(ids).stream().flatMap(Optional::stream).toList();
        boolean more = kills.size() > search.limit();
        return new Found.Page(more ? kills.subList(0, search.limit()) : kills, more);
    }

    private static void and(
            StringBuilder sql,
            Map<String, Object> values,
            String condition,
            String name,
            Object value) {
        sql.append(" and ").append(condition).append(" :").append(name);
        values.put(name, value);
    }

    /** The kills that have ended and of which a session was still rolling back. */
    List<KillId> rollingBack() {
        return transactions.run(Turn.NEW, sessions::rollingBack);
    }

    /** Reads within the transaction that is under way. */
    Optional<Kill> read(KillId id) {
        return read(List.of(id)).getFirst();
    }

    /** The same for several, in that order. */
    private List<Optional<Kill>> read(List<KillId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<String> names = ids.stream().map(KillId::toString).toList();
        Map<KillId, List<CallRecord>> called = calls.read(ids);
        Map<KillId, Kill> kills = new HashMap<>();
        jdbc.sql("select * from kill where id in (:ids)")
                .param("ids", names)
                .query(
                        row -> {
                            KillId id = KillId.parse(row.getString("id")).orElseThrow();
                            kills.put(id, kill(id, row, called.getOrDefault(id, List.of())));
                        });
        return ids.stream().map(it -> Optional.ofNullable(kills.get(it))).toList();
    }

    private static Kill kill(KillId id, ResultSet row, List<CallRecord> calls) throws SQLException {
        return new Kill(
                id,
                new Target(
                        new AccountName(row.getString("account")),
                        new Region(row.getString("region")),
                        Product.valueOf(row.getString("product")),
                        new InstanceId(row.getString("instance"))),
                reason(row.getString("reason")),
                row.getInt("urgent") != 0,
                row.getString("requested_by"),
                Instant.ofEpochMilli(row.getLong("requested_at")),
                Instant.ofEpochMilli(row.getLong("deadline")),
                new Kill.Progress(
                        KillState.valueOf(row.getString("state")),
                        optional(row, "result", KillResult::valueOf),
                        optional(
                                row, "finished_at", it -> Instant.ofEpochMilli(Long.parseLong(it))),
                        failure(row)),
                SessionsText.read(row.getString("sessions")),
                calls);
    }

    /** A build before took reasons that nobody can read; its kills must still be found. */
    private static Reason reason(String text) {
        try {
            return new Reason(text);
        } catch (IllegalArgumentException e) {
            return new Reason("(illegible)");
        }
    }

    private static @Nullable KillFailure failure(ResultSet row) throws SQLException {
        Stage stage = optional(row, "failure_stage", Stage::valueOf);
        return stage == null
                ? null
                : new KillFailure(
                        stage,
                        row.getString("failure_code"),
                        row.getString("failure_request_id"),
                        "YES".equals(row.getString("failure_retryable")));
    }

    private static <T> @Nullable T optional(ResultSet row, String column, Function<String, T> type)
            throws SQLException {
        String value = row.getString(column);
        return value == null ? null : type.apply(value);
    }
}
