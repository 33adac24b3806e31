package dev.sessionkill.kill;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.dbbrain.Dbbrain;
import dev.sessionkill.dbbrain.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the kills of one account on their way. Who goes is decided when the budget has a place, so
 * that whoever comes meanwhile can go along, and no place is held by somebody who cannot go.
 */
final class Dispatcher {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    /** How long to wait for a place before looking again whether anybody still needs one. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    private final AccountName account;
    private final Dbbrain dbbrain;
    private final BiConsumer<Batch, Turn> depart;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final WaitingKills waiting = new WaitingKills();
    private final Forecast forecast;
    private final Thread thread;
    private boolean closed;

    /**
     * Begins to send kills on their way.
     *
     * @param aPair the time from pair to pair when the budget is fully used
     * @param deadline how long a kill may wait
     * @param depart carries out a batch, without keeping the caller waiting
     */
    Dispatcher(
            AccountName account,
            Dbbrain dbbrain,
            Duration aPair,
            Duration deadline,
            BiConsumer<Batch, Turn> depart) {
        this.account = account;
        this.dbbrain = dbbrain;
        this.forecast = new Forecast(waiting, System::nanoTime, aPair, deadline);
        this.depart = depart;
        this.thread = Thread.ofVirtual().name("dispatch-" + account).start(this::run);
    }

    /**
     * Lets a kill wait for its turn.
     *
     * @throws RejectedExecutionException when the gateway is stopping
     */
    void add(Member member) {
        locked(
                () -> {
                    if (closed) {
                        throw new RejectedExecutionException("the gateway is stopping");
                    }
                    member.waits();
                    forecast.asked(waiting.add(member));
                    return changed();
                });
    }

    /** Whether that kill waited; it does not any more. */
    boolean remove(Member member) {
        return locked(() -> waiting.remove(member));
    }

    /** What is under way there has been committed, or has ended: the next pair may depart. */
    void arrived(Batch batch, int prepares) {
        locked(
                () -> {
                    waiting.arrived(batch.target());
                    waiting.charge(batch.first(), Math.max(0, prepares - 1) / 2.0);
                    return changed();
                });
    }

    /** Takes out all that have waited for too long. */
    List<Member> expired() {
        return takenOut(() -> waiting.all().filter(it -> it.rules().deadline().passed()).toList());
    }

    /** Sends nobody on his way any more. */
    List<Member> close() {
        List<Member> left =
                takenOut(
                        () -> {
                            closed = true;
                            return waiting.all().toList();
                        });
        thread.interrupt();
        return left;
    }

    private List<Member> takenOut(Supplier<List<Member>> which) {
        return locked(
                () -> {
                    List<Member> out = which.get();
                    out.forEach(waiting::remove);
                    return out;
                });
    }

    /** How many kills wait for their turn. */
    int waiting() {
        return locked(waiting::size);
    }

    /** The same in one lane. */
    int waiting(boolean urgent) {
        return locked(() -> waiting.size(urgent));
    }

    /** How long another kill of that caller would wait for its turn, if nobody else comes. */
    Duration expectedWait(String caller) {
        return locked(() -> forecast.turn(caller));
    }

    /** In how long the Commit of another kill would leave, if others go on coming. */
    Duration expectedCommit(Claim claim) {
        return locked(() -> forecast.commit(claim));
    }

    private void run() {
        while (true) {
            try {
                awaitReady();
                Optional<Turn> turn = dbbrain.turn(account, Deadline.in(PATIENCE));
                turn.ifPresent(this::depart);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                // Without this thread no kill of the account departs any more.
                log.error("A fault in the gateway keeps the kills of {} waiting.", account, e);
                if (!Pause.of(AFTER_A_FAULT)) {
                    return;
                }
            }
        }
    }

    private void awaitReady() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!waiting.isReady()) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void depart(Turn turn) {
        Optional<Batch> batch = locked(this::next);
        if (batch.isEmpty()) {
            turn.close();
        } else {
            depart.accept(batch.get(), turn);
        }
    }

    private Optional<Batch> next() {
        Optional<Batch> next = waiting.next();
        if (next.isPresent()) {
            forecast.departed(waiting.isReady());
        }
        return next;
    }

    private boolean changed() {
        changed.signal();
        return true;
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
