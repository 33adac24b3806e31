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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Looks at the live sessions of an instance. A list that may have been cut off says nothing about a
 * session that it does not show, so that one is asked for by its id.
 */
@Component
public class LiveSessions {

    private static final Duration GLANCE = Duration.ofSeconds(2);

    private final Dbbrain dbbrain;
    private final SharedLists lists;
    private final InstantSource clock;

    @Autowired
    LiveSessions(Dbbrain dbbrain) {
        this(dbbrain, InstantSource.system());
    }

    LiveSessions(Dbbrain dbbrain, InstantSource clock) {
        this.dbbrain = dbbrain;
        this.lists = new SharedLists(dbbrain, clock);
        this.clock = clock;
    }

    /**
     * Looks for those sessions.
     *
     * @param urgency what waits for it
     * @param deadline until when to wait for permits and to try again
     */
    public Sighting look(Target target, Set<ThreadId> threads, Urgency urgency, Deadline deadline)
            throws InterruptedException {
        Map<ThreadId, ProcessRow> present = new HashMap<>();
        Instant asOf = clock.instant();
        switch (lists.read(target, threads, urgency, deadline)) {
            case Reply.Done<SharedLists.Shown>(SharedLists.Shown shown, _) -> {
                for (ProcessRow row : shown.rows()) {
                    ProcessRow other =
                            threads.contains(row.thread()) ? present.put(row.thread(), row) : null;
                    if (other != null && !other.equals(row)) {
                        return twice();
                    }
                }
                asOf = shown.asOf();
                if (shown.complete()) {
                    return new Sighting.Seen(present, asOf, Map.of());
                }
            }
            // The vendor documents no maximum of Limit: perhaps ours is too large for it.
            case Reply.Refused<SharedLists.Shown> _ -> {}
            case Reply.Busy<SharedLists.Shown>(Failure failure) -> {
                return new Sighting.Unreadable(failure);
            }
            case Reply.Unknown<SharedLists.Shown>(Failure failure) -> {
                return new Sighting.Unreadable(failure);
            }
        }
        List<Callable<Sighting>> looks =
                threads.stream()
                        .filter(it -> !present.containsKey(it))
                        .<Callable<Sighting>>map(it -> () -> one(target, it, urgency, deadline))
                        .toList();
        return together(present, asOf, looks);
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

    /**
     * All sessions of the instance, for what is only good to know: empty when the budget is not
     * idle enough for it, or when the list may have been cut off.
     */
    public Optional<List<ProcessRow>> glance(Target target) throws InterruptedException {
        return switch (dbbrain.processList(
                target,
                () -> ProcessQuery.all(SharedLists.LIMIT),
                Urgency.SPARE,
                Deadline.in(GLANCE))) {
            case Reply.Done<List<ProcessRow>>(List<ProcessRow> rows, _)
                    when CutList.seemsComplete(rows.size(), SharedLists.LIMIT) ->
                    Optional.of(rows);
            case Reply.Done<List<ProcessRow>> _,
                    Reply.Busy<List<ProcessRow>> _,
                    Reply.Refused<List<ProcessRow>> _,
                    Reply.Unknown<List<ProcessRow>> _ ->
                    Optional.empty();
        };
    }

    private Sighting one(Target target, ThreadId thread, Urgency urgency, Deadline deadline)
            throws InterruptedException {
        AtomicReference<Instant> left = new AtomicReference<>(clock.instant());
        return switch (dbbrain.processList(
                target,
                () -> {
                    left.set(clock.instant());
                    return ProcessQuery.byId(thread);
                },
                urgency,
                deadline)) {
            case Reply.Done<List<ProcessRow>>(List<ProcessRow> rows, String requestId) ->
                    only(thread, rows, left.get(), requestId);
            case Reply.Busy<List<ProcessRow>>(Failure failure) -> new Sighting.Unreadable(failure);
            case Reply.Refused<List<ProcessRow>>(Failure failure) ->
                    new Sighting.Unreadable(failure);
            case Reply.Unknown<List<ProcessRow>>(Failure failure) ->
                    new Sighting.Unreadable(failure);
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
                ? new Sighting.Unreadable(
                        new Failure(null, requestId, "the list was not filtered by id"))
                : new Sighting.Seen(
                        found.stream().collect(Collectors.toMap(ProcessRow::thread, it -> it)),
                        asOf,
                        Map.of());
    }

    private static Sighting twice() {
        return new Sighting.Unreadable(
                new Failure(null, null, "the list shows an id twice, as different sessions"));
    }
}
