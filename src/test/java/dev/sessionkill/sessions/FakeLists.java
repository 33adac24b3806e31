package dev.sessionkill.sessions;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.CallJournal;
import dev.sessionkill.dbbrain.Dbbrain;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.dbbrain.ProcessQuery;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.dbbrain.Reply;
import dev.sessionkill.dbbrain.Ticket;
import dev.sessionkill.dbbrain.Turn;
import dev.sessionkill.dbbrain.Urgency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;

/** A vendor that knows process lists only. */
final class FakeLists implements Dbbrain {

    static final Failure FAILURE = new Failure("SomeCode", "some-request", "scripted");

    /** What was asked. */
    final List<ProcessQuery> queries = new CopyOnWriteArrayList<>();

    /** How urgent that was. */
    final List<Urgency> urgencies = new CopyOnWriteArrayList<>();

    Function<ProcessQuery, List<ProcessRow>> answer = _ -> List.of();

    /** What everybody waits for. */
    CountDownLatch permit = new CountDownLatch(0);

    /** What happens between the asking and the permit. */
    Runnable beforeItLeaves = () -> {};

    /** The largest limit that is not refused, of a list that is not by id. */
    int largestLimit = Integer.MAX_VALUE;

    /** How the calls after so many end. */
    Reply<List<ProcessRow>> end = new Reply.Unknown<>(FAILURE);

    int good = Integer.MAX_VALUE;

    @Override
    public Reply<List<ProcessRow>> processList(
            Target target, Supplier<ProcessQuery> query, Urgency urgency, Deadline deadline)
            throws InterruptedException {
        permit.await();
        beforeItLeaves.run();
        ProcessQuery asked = query.get();
        queries.add(asked);
        urgencies.add(urgency);
        if (queries.size() > good) {
            return end;
        }
        return asked.thread() == null && asked.limit() > largestLimit
                ? new Reply.Refused<>(FAILURE)
                : new Reply.Done<>(answer.apply(asked), "a-request");
    }

    @Override
    public Optional<Turn> turn(AccountName account, Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Reply<Ticket> prepare(
            Turn turn,
            Target target,
            Set<ThreadId> threads,
            Deadline deadline,
            CallJournal journal) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Reply<Set<ThreadId>> commit(Ticket ticket, int attempt, CallJournal journal) {
        throw new UnsupportedOperationException();
    }
}
