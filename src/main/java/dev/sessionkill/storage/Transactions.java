package dev.sessionkill.storage;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.tracing.Spans;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs transactions on threads of their own, as many as there are connections. A virtual thread
 * that waits for a connection stands behind all others that want the processor each time it is
 * handed one; in a storm of requests the database would be idle and every wait would run out.
 *
 * <p>Nobody waits longer than the pool's timeout and {@link #TO_WORK} and {@link #TO_COMMIT}
 * together, however slow or silent the database is.
 */
@Component
public class Transactions {

    /** Milliseconds that a transaction may still work when the pool's timeout has passed. */
    private static final long TO_WORK = 400;

    /** Milliseconds that a commit may take beyond that. */
    private static final long TO_COMMIT = 300;

    private final TransactionTemplate template;
    private final TransactionTemplate snapshots;
    private final HikariDataSource pool;
    private final Spans spans;
    private final ThreadPoolExecutor threads;
    private final long patience;

    Transactions(PlatformTransactionManager transactions, HikariDataSource pool, Spans spans) {
        this.template = new TransactionTemplate(transactions);
        this.snapshots = new TransactionTemplate(transactions);
        this.snapshots.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.pool = pool;
        this.spans = spans;
        this.threads =
                new ThreadPoolExecutor(
                        pool.getMaximumPoolSize(),
                        pool.getMaximumPoolSize(),
                        0,
                        TimeUnit.SECONDS,
                        new PriorityBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("transactions-", 0).factory());
        this.patience = pool.getConnectionTimeout();
    }

    /** Whose transaction goes first. */
    public enum Turn {
        /** Of what is under way: a ticket may be running out. */
        UNDER_WAY,
        /** Of what has not begun. */
        NEW
    }

    /**
     * Runs the work in a transaction and returns when that is on disk.
     *
     * @throws UncertainCommitException when it was told to commit and that was not confirmed
     * @throws DataAccessException when it failed or did not reach its commit in time; nothing of it
     *     stays
     * @throws TransactionException when the transaction could not be begun; nothing of it stays
     */
    public <T> T run(Turn turn, Supplier<T> work) {
        return run(new Task<>(turn, work, it -> execute(it, template)));
    }

    /** The same for work without a result. */
    public void run(Turn turn, Runnable work) {
        run(
                turn,
                () -> {
                    work.run();
                    return true;
                });
    }

    /**
     * Work that is done for all who ask for it at the same time in one transaction.
     *
     * @param work for each in that order, what it gets; called again for each alone when it failed
     *     for all together
     */
    public <T, R> Group<T, R> group(Turn turn, Function<List<T>, List<R>> work) {
        return new Group<>(this, turn, work, template);
    }

    /**
     * Queries that are made for all who ask at the same time, and see the database as it is at one
     * moment.
     *
     * @param queries for each in that order, what it gets
     */
    public <T, R> Group<T, R> snapshots(Function<List<T>, List<R>> queries) {
        return new Group<>(this, Turn.NEW, queries, snapshots);
    }

    /** Runs it now, on this thread; its tasks are told. */
    void execute(Execution execution, TransactionTemplate kind) {
        execution.in(kind, pool);
    }

    /** Runs it now, on this thread, and returns what went wrong. */
    @Nullable RuntimeException failure(Execution execution, TransactionTemplate kind) {
        return execution.failure(kind, pool);
    }

    /** Puts a task in line once more that did not begin when its turn came. */
    void again(Task<?> task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    <T> T run(Task<T> task) {
        return spans.within("transaction", () -> waitFor(task));
    }

    private <T> T waitFor(Task<T> task) {
        try {
            threads.execute(task);
            return end(task);
        } catch (TimeoutException e) {
            throw new QueryTimeoutException("the database did not answer in time", e);
        } catch (RejectedExecutionException e) {
            throw new QueryTimeoutException("the database was closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw task.giveUp()
                    ? new QueryTimeoutException("stopped while waiting for the database", e)
                    : new UncertainCommitException(e);
        } catch (ExecutionException e) {
            throw task.isCommitting() ? new UncertainCommitException(e) : rethrown(e);
        }
    }

    /**
     * Waits for as long as it makes sense in each phase. What is given up is rolled back: whoever
     * is told "not recorded" may rely on it.
     */
    private <T> T end(Task<T> task)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return task.get(patience);
        } catch (TimeoutException e) {
            if (task.leave()) {
                throw e;
            }
        }
        try {
            return task.get(TO_WORK);
        } catch (TimeoutException e) {
            if (task.giveUp()) {
                throw e;
            }
        }
        try {
            return task.get(TO_COMMIT);
        } catch (TimeoutException e) {
            task.abort();
            throw new UncertainCommitException(e);
        }
    }

    private static RuntimeException rethrown(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException failure
                ? failure
                : new IllegalStateException("a transaction failed", e);
    }

    /** How many have not begun. */
    int inLine() {
        return threads.getQueue().size();
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
