package dev.sessionkill.kill;

import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.sessions.Trait;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A session of a kill as it stands in its row. */
final class SessionRow {

    private SessionRow() {}

    static KillSession read(ResultSet row) throws SQLException {
        return new KillSession(
                new ThreadId(row.getLong("thread")),
                new Expectation(
                        row.getString("expected_user"),
                        row.getString("expected_host"),
                        row.getString("expected_db"),
                        row.getString("expected_statement"),
                        optional(row, "expected_seconds", Long::valueOf),
                        optional(
                                row,
                                "expected_observed_at",
                                it -> Instant.ofEpochMilli(Long.parseLong(it)))),
                optional(row, "outcome", SessionOutcome::valueOf),
                sight(row),
                new KillSession.Finding(
                        row.getString("protected_by"),
                        traits(row.getString("changed")),
                        row.getInt("respawned") == 1,
                        optional(
                                row,
                                "gone_after_ms",
                                it -> Duration.ofMillis(Long.parseLong(it)))));
    }

    private static KillSession.@Nullable Sight sight(ResultSet row) throws SQLException {
        String user = row.getString("mysql_user");
        return user == null
                ? null
                : new KillSession.Sight(
                        user,
                        row.getString("host"),
                        row.getString("db"),
                        row.getString("command"),
                        row.getLong("seconds"));
    }

    /** As they stand in the column; null when there is none. */
    static @Nullable String names(Set<Trait> traits) {
        return traits.isEmpty()
                ? null
                : traits.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    }

    private static Set<Trait> traits(@Nullable String names) {
        return names == null
                ? Set.of()
                : Arrays.stream(names.split(",")).map(Trait::valueOf).collect(Collectors.toSet());
    }

    private static <T> @Nullable T optional(ResultSet row, String column, Function<String, T> type)
            throws SQLException {
        String value = row.getString(column);
        return value == null ? null : type.apply(value);
    }
}
