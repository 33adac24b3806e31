package dev.sessionkill.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A transaction in line; those of one turn in the order in which they came. Until it commits,
 * whoever asked for it may give it up, and then nothing of it stays.
 */
final class Task<T> implements Runnable, Comparable<Task<?>> {

    private static final Logger log = LoggerFactory.getLogger(Task.class);
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.getAndIncrement();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IN_LINE);
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Transactions.Turn turn;
    private final TransactionTemplate template;
    private final HikariDataSource pool;
    private final Supplier<T> work;
    private volatile @Nullable Connection connection;

    /** How far it has come. */
    enum Phase {
        IN_LINE,
        AT_WORK,
        COMMITTING,
        GIVEN_UP
    }

    Task(
            Transactions.Turn turn,
            TransactionTemplate template,
            HikariDataSource pool,
            Supplier<T> work) {
        this.turn = turn;
        this.template = template;
        this.pool = pool;
        this.work = work;
    }

    /** Begins, unless whoever asked for it has gone. */
    @Override
    public void run() {
        if (!phase.compareAndSet(Phase.IN_LINE, Phase.AT_WORK)) {
            return;
        }
        try {
            result.complete(template.execute(_ -> worked()));
        } catch (RuntimeException | Error e) {
            if (e instanceof TransactionException || isCommitting()) {
                // The connection may not know any more whether a transaction is under way, and if
                // the server has gone, the others are dead too.
                pool.getHikariPoolMXBean().softEvictConnections();
            }
            result.completeExceptionally(e);
        }
    }

    private T worked() {
        if (TransactionSynchronizationManager.getResource(pool) instanceof ConnectionHolder held) {
            connection = held.getConnection();
        }
        if (phase.get() == Phase.GIVEN_UP) {
            throw new GivenUp();
        }
        T value = work.get();
        if (!phase.compareAndSet(Phase.AT_WORK, Phase.COMMITTING)) {
            throw new GivenUp();
        }
        return value;
    }

    T get(long millis) throws InterruptedException, ExecutionException, TimeoutException {
        return result.get(millis, TimeUnit.MILLISECONDS);
    }

    /** Whether it had not begun, and never will. */
    boolean leave() {
        return phase.compareAndSet(Phase.IN_LINE, Phase.GIVEN_UP);
    }

    /** Whether it had not reached its commit, and never will. */
    boolean giveUp() {
        if (leave()) {
            return true;
        }
        boolean givenUp = phase.compareAndSet(Phase.AT_WORK, Phase.GIVEN_UP);
        if (givenUp) {
            abort();
        }
        return givenUp;
    }

    /** Whether it was told to commit. */
    boolean isCommitting() {
        return phase.get() == Phase.COMMITTING;
    }

    /** Frees a thread that waits for a server that is silent. */
    void abort() {
        Connection current = connection;
        if (current != null) {
            try {
                current.abort(Thread::startVirtualThread);
            } catch (SQLException e) {
                log.debug("A connection could not be aborted; its own timeouts end it.", e);
            }
        }
    }

    @Override
    public int compareTo(Task<?> other) {
        return turn == other.turn ? Long.compare(number, other.number) : turn.compareTo(other.turn);
    }

    /** Rolls back what nobody waits for any more. */
    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("nobody waits for this transaction any more", null, false, false);
        }
    }
}
