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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Asks for sessions by their ids, for each by itself, all at the same time. */
final class LooksById {

    private final Dbbrain dbbrain;
    private final InstantSource clock;

    LooksById(Dbbrain dbbrain, InstantSource clock) {
        this.dbbrain = dbbrain;
        this.clock = clock;
    }

    /**
     * How a list waits.
     *
     * @param urgency what waits for it
     * @param deadline until when to wait for permits and to try again
     */
    record Patience(Urgency urgency, Deadline deadline) {}

    /**
     * Asks for those that a list has not shown.
     *
     * @param present what it has shown
     * @param asOf when it left
     */
    Sighting look(
            Target target,
            Set<ThreadId> threads,
            Map<ThreadId, ProcessRow> present,
            Instant asOf,
            Patience patience)
            throws InterruptedException {
        List<Callable<Sighting>> looks =
                threads.stream()
                        .filter(it -> !present.containsKey(it))
                        .<Callable<Sighting>>map(it -> () -> one(target, it, patience))
                        .toList();
        return together(new HashMap<>(present), asOf, looks);
    }

    private static Sighting together(
            Map<ThreadId, ProcessRow> present, Instant asOf, List<Callable<Sighting>> looks)
            throws InterruptedException {
        Map<ThreadId, Instant> later = new HashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Sighting> look : threads.invokeAll(looks)) {
                switch (look.get()) {
                    case Sighting.Seen(Map<ThreadId, ProcessRow> found, Instant at, _) -> {
                        present.putAll(found);
                        found.keySet().forEach(it -> later.put(it, at));
                    }
                    case Sighting.Unreadable unreadable -> {
                        return unreadable;
                    }
                }
            }
            return new Sighting.Seen(present, asOf, later);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look failed", e.getCause());
        }
    }

    private Sighting one(Target target, ThreadId thread, Patience patience)
            throws InterruptedException {
        AtomicReference<Instant> left = new AtomicReference<>(clock.instant());
        return switch (dbbrain.processList(
                target,
                () -> {
                    left.set(clock.instant());
                    return ProcessQuery.byId(thread);
                },
                patience.urgency(),
                patience.deadline())) {
            case Reply.Done<List<ProcessRow>>(List<ProcessRow> rows, String requestId) ->
                    only(thread, rows, left.get(), requestId);
            case Reply.Busy<List<ProcessRow>>(Failure failure) ->
                    new Sighting.Unreadable(failure, Sighting.Reason.NO_ANSWER);
            case Reply.Refused<List<ProcessRow>>(Failure failure) ->
                    new Sighting.Unreadable(failure, Sighting.Reason.REFUSED);
            case Reply.Unknown<List<ProcessRow>>(Failure failure) ->
                    new Sighting.Unreadable(failure, Sighting.Reason.NO_ANSWER);
        };
    }

    /** Rows of other sessions mean that the filter was not applied: then absence proves nothing. */
    private static Sighting only(
            ThreadId thread, List<ProcessRow> rows, Instant asOf, String requestId) {
        Set<ProcessRow> found =
                rows.stream().filter(it -> it.thread().equals(thread)).collect(Collectors.toSet());
        if (found.size() > 1) {
            return twice();
        }
        return found.isEmpty() && !rows.isEmpty()
                ? contradictory(new Failure(null, requestId, "the list was not filtered by id"))
                : new Sighting.Seen(
                        found.stream().collect(Collectors.toMap(ProcessRow::thread, it -> it)),
                        asOf,
                        Map.of());
    }

    /** What a list cannot show that is true. */
    static Sighting twice() {
        return contradictory(
                new Failure(null, null, "the list shows an id twice, as different sessions"));
    }

    private static Sighting contradictory(Failure failure) {
        return new Sighting.Unreadable(failure, Sighting.Reason.CONTRADICTORY);
    }
}
