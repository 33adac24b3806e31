package dev.sessionkill.storage;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One transaction on behalf of one task or of several: all of their work stays, or none.
 *
 * @param tasks which have begun
 * @param work to be done
 * @param done that the work is on disk
 */
record Execution(List<? extends Task<?>> tasks, Runnable work, Runnable done) {

    /** Runs it. The tasks are told when it fails. */
    void in(TransactionTemplate template, HikariDataSource pool) {
        RuntimeException failure = failure(template, pool);
        if (failure != null) {
            tasks.forEach(it -> it.fail(failure));
        }
    }

    /** Runs it, and returns what went wrong instead of telling the tasks. */
    @Nullable RuntimeException failure(TransactionTemplate template, HikariDataSource pool) {
        try {
            template.executeWithoutResult(_ -> worked(pool));
            done.run();
            return null;
        } catch (RuntimeException e) {
            if (e instanceof TransactionException || tasks.getFirst().isCommitting()) {
                // The connection may not know any more whether a transaction is under way, and if
                // the server has gone, the others are dead too.
                evict(pool);
            }
            return e;
        } catch (Error e) {
            tasks.forEach(it -> it.fail(e));
            throw e;
        }
    }

    /** A pool that has never had a connection has nothing to manage either. */
    private static void evict(HikariDataSource pool) {
        HikariPoolMXBean connections = pool.getHikariPoolMXBean();
        if (connections != null) {
            connections.softEvictConnections();
        }
    }

    private void worked(HikariDataSource pool) {
        Connection connection = connection(pool);
        tasks.forEach(it -> it.on(connection));
        try {
            if (tasks.stream().anyMatch(Task::isGivenUp)) {
                throw new GivenUp();
            }
            work.run();
            if (!tasks.stream().allMatch(Task::commit)) {
                tasks.forEach(Task::uncommit);
                throw new GivenUp();
            }
        } finally {
            if (connection != null && tasks.stream().anyMatch(Task::isGivenUp)) {
                // It is being aborted, perhaps only after the pool has it back.
                pool.evictConnection(connection);
            }
        }
    }

    private static @Nullable Connection connection(HikariDataSource pool) {
        return TransactionSynchronizationManager.getResource(pool) instanceof ConnectionHolder held
                ? held.getConnection()
                : null;
    }

    /** Rolls back what nobody waits for any more. */
    private static final class GivenUp extends QueryTimeoutException {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("nobody waits for this transaction any more");
        }
    }
}
