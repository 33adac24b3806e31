package dev.sessionkill.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work in line for a transaction; that of one turn in the order in which it came. Until it commits,
 * whoever asked for it may give it up, and then nothing of it stays.
 */
class Task<T> implements Runnable, Comparable<Task<?>> {

    private static final Logger log = LoggerFactory.getLogger(Task.class);
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.getAndIncrement();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IN_LINE);
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Transactions.Turn turn;
    private final Supplier<T> work;
    private final Consumer<Execution> execute;
    private volatile @Nullable Connection connection;

    /** How far it has come. */
    enum Phase {
        IN_LINE,
        AT_WORK,
        COMMITTING,
        GIVEN_UP
    }

    /**
     * Work to be done in a transaction.
     *
     * @param execute runs it
     */
    Task(Transactions.Turn turn, Supplier<T> work, Consumer<Execution> execute) {
        this.turn = turn;
        this.work = work;
        this.execute = execute;
    }

    /** Begins, unless whoever asked for it has gone or another has taken it along. */
    @Override
    public void run() {
        if (begin()) {
            alone();
        }
    }

    /** Runs in a transaction of its own; it has begun. */
    final void alone() {
        AtomicReference<@Nullable T> value = new AtomicReference<>();
        execute.accept(
                new Execution(
                        List.of(this),
                        () -> value.set(work.get()),
                        () -> result.complete(value.get())));
    }

    final void complete(T value) {
        result.complete(value);
    }

    final void fail(Throwable cause) {
        result.completeExceptionally(cause);
    }

    final T get(long millis) throws InterruptedException, ExecutionException, TimeoutException {
        return result.get(millis, TimeUnit.MILLISECONDS);
    }

    /** Whether it is ours to run now. */
    final boolean begin() {
        return phase.compareAndSet(Phase.IN_LINE, Phase.AT_WORK);
    }

    /** Whether nobody has given it up; its commit comes next. */
    final boolean commit() {
        return phase.compareAndSet(Phase.AT_WORK, Phase.COMMITTING);
    }

    /** Its commit did not come after all. */
    final void uncommit() {
        phase.compareAndSet(Phase.COMMITTING, Phase.AT_WORK);
    }

    /** Whether it had not begun, and never will. */
    final boolean leave() {
        return phase.compareAndSet(Phase.IN_LINE, Phase.GIVEN_UP);
    }

    /** Whether it had not reached its commit, and never will. */
    final boolean giveUp() {
        if (leave()) {
            return true;
        }
        boolean givenUp = phase.compareAndSet(Phase.AT_WORK, Phase.GIVEN_UP);
        if (givenUp) {
            abort();
        }
        return givenUp;
    }

    final boolean isGivenUp() {
        return phase.get() == Phase.GIVEN_UP;
    }

    /** Whether it was told to commit. */
    final boolean isCommitting() {
        return phase.get() == Phase.COMMITTING;
    }

    /** Works on that connection. */
    final void on(@Nullable Connection held) {
        connection = held;
    }

    /** Frees a thread that waits for a server that is silent. */
    final void abort() {
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
    public final int compareTo(Task<?> other) {
        return turn == other.turn ? Long.compare(number, other.number) : turn.compareTo(other.turn);
    }
}
