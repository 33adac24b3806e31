package dev.sessionkill.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.storage.Transactions.Turn;
import java.io.Serial;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteConnection;

/** What becomes of the connection of a transaction that did not end as it should. */
class ExecutionTests {

    private HikariDataSource pool;

    @BeforeEach
    void open(@TempDir Path directory) {
        pool = Dialect.open(Dialect.SQLITE.newDatabase(directory));
        pool.setMaximumPoolSize(1);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void isUsedAgainWhenItDid() {
        Connection first = used(new JdbcTransactionManager(pool), _ -> {});

        assertThat(used(new JdbcTransactionManager(pool), _ -> {})).isSameAs(first);
    }

    /** It is aborted by whoever gave up; here not before another would have it. */
    @Test
    void isNotUsedAgainWhenItsTaskWasGivenUp() {
        Connection first =
                used(
                        new JdbcTransactionManager(pool),
                        it -> {
                            it.on(null);
                            assertThat(it.giveUp()).isTrue();
                        });

        assertThat(used(new JdbcTransactionManager(pool), _ -> {})).isNotSameAs(first);
    }

    /** It may still be within the transaction. */
    @Test
    void isNotUsedAgainWhenItsCommitFailed() {
        Connection first = used(new FailingCommits(pool), _ -> {});

        assertThat(used(new JdbcTransactionManager(pool), _ -> {})).isNotSameAs(first);
    }

    /** The connection in which a task ran. */
    private Connection used(PlatformTransactionManager transactions, Consumer<Task<?>> during) {
        AtomicReference<Connection> used = new AtomicReference<>();
        AtomicReference<Task<?>> made = new AtomicReference<>();
        Task<Boolean> task =
                new Task<>(
                        Turn.NEW,
                        () -> {
                            used.set(physical());
                            during.accept(made.get());
                            return true;
                        },
                        it -> it.in(new TransactionTemplate(transactions), pool));
        made.set(task);
        task.run();
        return used.get();
    }

    private Connection physical() {
        try {
            return DataSourceUtils.getConnection(pool).unwrap(SQLiteConnection.class);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class FailingCommits extends JdbcTransactionManager {

        @Serial private static final long serialVersionUID = 1L;

        FailingCommits(HikariDataSource pool) {
            super(pool);
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            throw new TransactionSystemException("broken for the test");
        }
    }
}
