package dev.sessionkill.kill;

import dev.sessionkill.core.KillId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;

/**
 * Writes rows of kills by as few statements as it takes: one for all that get the same, and a batch
 * for the others. In a storm the database has not much more to do than for one kill.
 */
@Component
class KillRows {

    /** Kills that one statement names: fewer than either database takes parameters. */
    private static final int MOST = 500;

    private final NamedParameterJdbcTemplate jdbc;

    KillRows(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What one kill gets.
     *
     * @param values by the names that they have in the statement
     */
    record Row(KillId id, Map<String, @Nullable Object> values) {}

    /**
     * Writes the rows.
     *
     * @param sql names the kills {@code :ids}
     * @return how many rows it changed
     */
    int write(String sql, List<Row> rows) {
        Map<Map<String, @Nullable Object>, List<String>> same = new LinkedHashMap<>();
        rows.forEach(
                it ->
                        same.computeIfAbsent(it.values(), _ -> new ArrayList<>())
                                .add(it.id().toString()));
        List<SqlParameterSource> statements = new ArrayList<>();
        List<SqlParameterSource> batch = new ArrayList<>();
        for (Map.Entry<Map<String, @Nullable Object>, List<String>> row : same.entrySet()) {
            List<String> ids = row.getValue();
            if (ids.size() == 1) {
                batch.add(source(row.getKey(), ids));
            } else {
                inParts(ids, it -> statements.add(source(row.getKey(), it)));
            }
        }
        int changed = statements.stream().mapToInt(it -> jdbc.update(sql, it)).sum();
        return batch.isEmpty()
                ? changed
                : changed
                        + IntStream.of(
                                        jdbc.batchUpdate(
                                                sql, batch.toArray(SqlParameterSource[]::new)))
                                .sum();
    }

    private static MapSqlParameterSource source(
            Map<String, @Nullable Object> values, List<String> ids) {
        return new MapSqlParameterSource(values).addValue("ids", ids);
    }

    /**
     * Has the ids named by as many statements as it takes, in the order in which rows are locked.
     */
    static void named(Collection<KillId> kills, Consumer<List<String>> statement) {
        inParts(kills.stream().map(KillId::toString).sorted().toList(), statement);
    }

    private static void inParts(List<String> ids, Consumer<List<String>> statement) {
        for (int from = 0; from < ids.size(); from += MOST) {
            statement.accept(ids.subList(from, Math.min(from + MOST, ids.size())));
        }
    }
}
