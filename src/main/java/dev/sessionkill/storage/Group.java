package dev.sessionkill.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Group commit: what many ask for at the same time is written in one transaction, so that a storm
 * is not bound by how often the disk can be waited for. If that fails, each is written alone, so
 * that nobody fails because of another.
 *
 * @param <T> what one of them asks for
 * @param <R> what he gets
 */
public final class Group<T, R> {

    private static final int MOST = 100;

    private final Transactions transactions;
    private final Transactions.Turn turn;
    private final Function<List<T>, List<R>> work;
    private final TransactionTemplate kind;
    private final Queue<Joint> waiting = new ConcurrentLinkedQueue<>();

    /**
     * For one transaction: while it works, those who come gather for the next. Several would be
     * smaller, and wait for each other where the record ends.
     */
    private final Semaphore place = new Semaphore(1);

    Group(
            Transactions transactions,
            Transactions.Turn turn,
            Function<List<T>, List<R>> work,
            TransactionTemplate kind) {
        this.transactions = transactions;
        this.turn = turn;
        this.work = work;
        this.kind = kind;
    }

    /**
     * Does that for this one, and for whoever else waits, and returns when it is on disk. Fails as
     * {@link Transactions#run} does.
     */
    public R run(T item) {
        Joint joint = new Joint(item);
        waiting.add(joint);
        return transactions.run(joint);
    }

    /** How many have not begun. */
    int waiting() {
        return waiting.size();
    }

    /** One of them. */
    private final class Joint extends Task<R> {

        private final T item;

        private Joint(T item) {
            super(
                    turn,
                    () -> work.apply(List.of(item)).getFirst(),
                    it -> transactions.execute(it, kind));
            this.item = item;
        }

        /**
         * Whose turn it is goes with all that wait, or is taken along by those that are at work.
         */
        @Override
        public void run() {
            if (!place.tryAcquire()) {
                return;
            }
            try {
                together(gathered());
            } finally {
                place.release();
            }
            Joint next = waiting.peek();
            if (next != null) {
                transactions.again(next);
            }
        }

        /** Those that wait: who has gone is passed by. */
        private List<Joint> gathered() {
            List<Joint> joints = new ArrayList<>();
            while (joints.size() < MOST) {
                Joint next = waiting.poll();
                if (next == null) {
                    break;
                }
                if (next.begin()) {
                    joints.add(next);
                }
            }
            return joints;
        }

        private void together(List<Joint> joints) {
            if (joints.isEmpty()) {
                return;
            }
            List<R> results = new ArrayList<>();
            RuntimeException failure =
                    transactions.failure(
                            new Execution(
                                    joints,
                                    () -> results.addAll(work.apply(items(joints))),
                                    () -> {
                                        for (int i = 0; i < joints.size(); i++) {
                                            joints.get(i).complete(results.get(i));
                                        }
                                    }),
                            kind);
            if (failure == null) {
                return;
            }
            if (joints.size() > 1 && isWorthAnother(joints, failure)) {
                joints.stream().filter(it -> !it.isGivenUp()).forEach(Task::alone);
            } else {
                joints.forEach(it -> it.fail(failure));
            }
        }

        /**
         * Nothing of them may be on disk; and a transaction that could not be begun or rolled back
         * speaks of the database, unless one gave up and took the connection with him.
         */
        private boolean isWorthAnother(List<Joint> joints, RuntimeException failure) {
            return joints.stream().noneMatch(Task::isCommitting)
                    && (!(failure instanceof TransactionException)
                            || joints.stream().anyMatch(Task::isGivenUp));
        }

        private List<T> items(List<Joint> joints) {
            return joints.stream().map(it -> it.item).toList();
        }
    }
}
