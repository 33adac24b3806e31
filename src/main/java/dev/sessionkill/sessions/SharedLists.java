package dev.sessionkill.sessions;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.Dbbrain;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.dbbrain.ProcessQuery;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.dbbrain.Reply;
import dev.sessionkill.dbbrain.Urgency;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads process lists. Who wants to look at the same instance while a list still waits for its
 * permit shares that list: it is sent after they asked, so it shows them what they want to know.
 */
final class SharedLists {

    /** The most rows to ask for at once; the vendor documents no maximum. */
    static final int LIMIT = 10_000;

    private final Dbbrain dbbrain;
    private final InstantSource clock;
    private final CutList cut = new CutList();
    private final Map<Key, Shared> waiting = new HashMap<>();

    private record Key(Target target, Urgency urgency, boolean whole) {}

    /** A list that is not on its way yet, and for whom it is read. */
    private static final class Shared {
        private final Set<ThreadId> threads = new HashSet<>();
        private final CompletableFuture<Reply<Shown>> reply = new CompletableFuture<>();
        private Instant left = Instant.MIN;
    }

    /**
     * What a list shows.
     *
     * @param rows its rows
     * @param complete whether a session that was asked for and is not shown is gone
     * @param filtered whether it was asked for by id
     * @param asOf when it left us; what it shows is not older
     */
    record Shown(List<ProcessRow> rows, boolean complete, boolean filtered, Instant asOf) {

        /** A filter that does not work brings that, too. */
        boolean isNothing() {
            return filtered && rows.isEmpty();
        }
    }

    SharedLists(Dbbrain dbbrain, InstantSource clock) {
        this.dbbrain = dbbrain;
        this.clock = clock;
    }

    /** Reads a list that shows those sessions, of that one alone if it is one. */
    Reply<Shown> read(Target target, Set<ThreadId> threads, Urgency urgency, Deadline deadline)
            throws InterruptedException {
        return read(new Key(target, urgency, false), threads, deadline);
    }

    /** Reads the list of all sessions. */
    Reply<Shown> readWhole(Target target, Set<ThreadId> threads, Urgency urgency, Deadline deadline)
            throws InterruptedException {
        return read(new Key(target, urgency, true), threads, deadline);
    }

    private Reply<Shown> read(Key key, Set<ThreadId> threads, Deadline deadline)
            throws InterruptedException {
        Shared mine = new Shared();
        Shared shared;
        synchronized (waiting) {
            shared = waiting.computeIfAbsent(key, _ -> mine);
            shared.threads.addAll(threads);
        }
        if (shared.equals(mine)) {
            return send(key, mine, deadline);
        }
        Reply<Shown> reply = await(shared, deadline);
        // Perhaps the other one had less time; then the next list is this one's own.
        return reply instanceof Reply.Busy && !deadline.passed()
                ? read(key, threads, deadline)
                : reply;
    }

    private Reply<Shown> send(Key key, Shared shared, Deadline deadline)
            throws InterruptedException {
        try {
            Reply<List<ProcessRow>> reply =
                    dbbrain.processList(
                            key.target(), () -> leaves(key, shared), key.urgency(), deadline);
            Reply<Shown> shown = reply.map(rows -> shown(key, shared, rows));
            shared.reply.complete(shown);
            return shown;
        } finally {
            leaves(key, shared);
            shared.reply.complete(busy("whoever was reading the list stopped"));
        }
    }

    /** From now on nobody joins. */
    private ProcessQuery leaves(Key key, Shared shared) {
        synchronized (waiting) {
            waiting.remove(key, shared);
            shared.left = clock.instant();
            return isFiltered(key, shared)
                    ? ProcessQuery.byId(shared.threads.iterator().next())
                    : ProcessQuery.all(LIMIT);
        }
    }

    private static Reply<Shown> await(Shared shared, Deadline deadline)
            throws InterruptedException {
        try {
            return shared.reply.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return busy("no list within the deadline");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a shared list is never completed by a failure", e);
        }
    }

    private static boolean isFiltered(Key key, Shared shared) {
        return !key.whole() && shared.threads.size() == 1;
    }

    /** Rows of other sessions in a list by id mean that the filter was not applied. */
    private Shown shown(Key key, Shared shared, List<ProcessRow> rows) {
        boolean filtered = isFiltered(key, shared);
        return new Shown(
                rows,
                filtered
                        ? rows.stream().allMatch(it -> shared.threads.contains(it.thread()))
                        : cut.provesAbsence(key.target(), rows.size(), LIMIT),
                filtered,
                shared.left);
    }

    private static Reply<Shown> busy(String detail) {
        return new Reply.Busy<>(new Failure(null, null, detail));
    }
}
