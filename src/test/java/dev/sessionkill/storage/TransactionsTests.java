package dev.sessionkill.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.storage.Transactions.Turn;
import dev.sessionkill.tracing.Spans;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;

class TransactionsTests {

    private String url;
    private HikariDataSource pool;
    private JdbcClient jdbc;
    private Transactions transactions;

    @BeforeEach
    void open(@TempDir Path directory) {
        url = "jdbc:sqlite:" + directory.resolve("new/directory/test.db");
        DataSourceProperties properties = new DataSourceProperties();
        properties.setUrl(url);
        pool = new StorageConfiguration().dataSource(properties);
        jdbc = JdbcClient.create(pool);
        transactions = new Transactions(new JdbcTransactionManager(pool), pool, Spans.NONE);
        jdbc.sql("create table note (text text not null primary key)").update();
    }

    @AfterEach
    void close() {
        transactions.stop();
        pool.close();
    }

    @Test
    void keepAllOrNothing() {
        assertThatThrownBy(() -> write("one", "one")).isInstanceOf(DataAccessException.class);
        write("two", "three");

        assertThat(notes()).containsExactly("three", "two");
    }

    @Test
    void recoverByThemselvesFromADatabaseThatSomebodyElseLocked() throws SQLException {
        try (Connection other = DriverManager.getConnection(url);
                Statement statement = other.createStatement()) {
            statement.execute("begin exclusive");
            assertThatThrownBy(() -> write("lost")).isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> write("lost too")).isInstanceOf(DataAccessException.class);
            statement.execute("rollback");
        }

        write("kept");
        assertThatThrownBy(() -> write("half", "kept")).isInstanceOf(DataAccessException.class);

        assertThat(notes()).containsExactly("kept");
    }

    /** Not after the longest wait: the pool knows of no connection that it could evict. */
    @Test
    void failAtOnceWhileTheDatabaseHasNeverBeenReached() {
        try (HikariDataSource never = new HikariDataSource()) {
            never.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/gateway");
            never.setMaximumPoolSize(1);
            never.setConnectionTimeout(1000);
            Transactions failing =
                    new Transactions(new JdbcTransactionManager(never), never, Spans.NONE);

            assertThatThrownBy(() -> failing.run(Turn.NEW, () -> 1))
                    .isInstanceOf(CannotCreateTransactionException.class);
            failing.stop();
        }
    }

    @Test
    void openTheDatabaseDurably() {
        assertThat(jdbc.sql("pragma journal_mode").query(String.class).single()).isEqualTo("wal");
        assertThat(jdbc.sql("pragma synchronous").query(Integer.class).single()).isEqualTo(2);
    }

    private void write(String... texts) {
        transactions.run(
                Turn.NEW,
                () -> {
                    for (String text : texts) {
                        jdbc.sql("insert into note values (:text)").param("text", text).update();
                    }
                });
    }

    private List<@Nullable String> notes() {
        return jdbc.sql("select text from note order by text").query(String.class).list();
    }
}
