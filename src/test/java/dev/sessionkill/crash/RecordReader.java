package dev.sessionkill.crash;

import dev.sessionkill.crash.Evidence.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the gateway's database with SQL of its own.
 *
 * @param url of the database
 */
record RecordReader(String url) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Of a file that a killed gateway has left. It is copied first, so that what lies beside it is
     * still there when the next gateway opens it.
     */
    static RecordReader left(Path file) {
        Path copy = file.resolveSibling("copy.db");
        try {
            for (String part : List.of("", "-wal", "-shm")) {
                Path from = file.resolveSibling(file.getFileName() + part);
                Path to = copy.resolveSibling(copy.getFileName() + part);
                Files.deleteIfExists(to);
                if (!part.equals("-shm") && Files.exists(from)) {
                    Files.copy(from, to);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RecordReader("jdbc:sqlite:" + copy);
    }

    /** A row. */
    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    List<Event> events() {
        return query(
                "select seq, at, kind, kill_id, data from audit_event order by seq",
                row ->
                        new Event(
                                row.getLong("seq"),
                                row.getLong("at"),
                                row.getString("kind"),
                                row.getString("kill_id"),
                                JSON.readTree(row.getString("data"))));
    }

    /** The state of each kill. */
    Map<String, String> kills() {
        Map<String, String> kills = new TreeMap<>();
        query("select id, state from kill", row -> kills.put(row.getString(1), row.getString(2)));
        return kills;
    }

    /** How many kills have not ended, by their state. */
    Map<String, Long> unfinished() {
        Map<String, Long> left = new TreeMap<>();
        query(
                """
                select state, count(*) from kill
                 where state not in ('FINISHED', 'CANCELLED', 'EXPIRED')
                 group by state
                """,
                row -> left.put(row.getString(1), row.getLong(2)));
        return left;
    }

    /** How many kills were taken over so far. */
    long takeOvers() {
        return query(
                        "select count(*) from audit_event where kind = 'TAKEN_OVER'",
                        row -> row.getLong(1))
                .getFirst();
    }

    /** Whether a session that was killed is still rolling back. */
    boolean hasRollbacks() {
        return !query("select 1 from kill where rolling_back > 0 limit 1", row -> row.getLong(1))
                .isEmpty();
    }

    private <T> List<T> query(String sql, Row<T> row) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(row.of(rows));
            }
            return read;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
