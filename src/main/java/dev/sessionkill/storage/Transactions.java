package dev.sessionkill.storage;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs transactions on threads of their own, as many as there are connections. A virtual thread
 * that waits for a connection stands behind all others that want the processor each time it is
 * handed one; in a storm of requests the database would be idle and every wait would run out.
 */
@Component
public class Transactions {

    private final TransactionTemplate template;
    private final HikariDataSource pool;
    private final ExecutorService threads;
    private final long patience;

    Transactions(PlatformTransactionManager transactions, HikariDataSource pool) {
        this.template = new TransactionTemplate(transactions);
        this.pool = pool;
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

    /** A transaction in line; those of one turn in the order in which they came. */
    private static final class Task<T> extends FutureTask<T> implements Comparable<Task<?>> {
        private static final AtomicLong NUMBERS = new AtomicLong();

        private final long number = NUMBERS.getAndIncrement();
        private final AtomicBoolean decided = new AtomicBoolean();
        private final Turn turn;

        Task(Turn turn, Callable<T> work) {
            super(work);
            this.turn = turn;
        }

        /** Begins, unless whoever asked for it has gone. */
        @Override
        public void run() {
            if (decided.compareAndSet(false, true)) {
                super.run();
            }
        }

        /** Whether it has not begun, and never will. */
        boolean givenUp() {
            return decided.compareAndSet(false, true);
        }

        @Override
        public int compareTo(Task<?> other) {
            return turn == other.turn
                    ? Long.compare(number, other.number)
                    : turn.compareTo(other.turn);
        }
    }

    /**
     * Runs the work in a transaction and returns when that is on disk.
     *
     * @throws DataAccessException when it failed, or was not begun within the pool's timeout
     * @throws TransactionException when the transaction could not be begun or committed
     */
    public <T> T run(Turn turn, Supplier<T> work) {
        Task<T> result = new Task<>(turn, () -> template.execute(_ -> work.get()));
        try {
            threads.execute(result);
            return end(result);
        } catch (TimeoutException e) {
            throw new QueryTimeoutException("the database did not answer in time", e);
        } catch (InterruptedException e) {
            result.givenUp();
            Thread.currentThread().interrupt();
            throw new QueryTimeoutException("stopped while waiting for the database", e);
        } catch (CancellationException | RejectedExecutionException e) {
            throw new QueryTimeoutException("the database was closed", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransactionException) {
                // The connection may not know any more whether a transaction is under way.
                pool.getHikariPoolMXBean().softEvictConnections();
            }
            throw rethrown(e);
        }
    }

    /**
     * Who goes while the work is being done would not know whether it is on record: it is awaited.
     */
    private <T> T end(Task<T> task)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return task.get(patience, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (task.givenUp()) {
                throw e;
            }
            return task.get(patience, TimeUnit.MILLISECONDS);
        }
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

    private static RuntimeException rethrown(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException failure
                ? failure
                : new IllegalStateException("a transaction failed", e);
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
