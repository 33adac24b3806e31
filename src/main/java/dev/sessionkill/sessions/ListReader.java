package dev.sessionkill.sessions;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.Dbbrain;
import dev.sessionkill.dbbrain.ProcessQuery;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.dbbrain.Reply;
import dev.sessionkill.dbbrain.Urgency;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Reads process lists for those who want to see them. A list that may have been cut is asked for
 * again with the filters that the vendor has, which it applies before it cuts (as its {@code Time}
 * and {@code ID} with their default limit of 20 would be of no use otherwise).
 */
@Component
class ListReader {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Asked for when the vendor refused the largest. */
    private static final int SMALL_LIMIT = 100;

    private final Dbbrain dbbrain;

    ListReader(Dbbrain dbbrain) {
        this.dbbrain = dbbrain;
    }

    /**
     * What was read.
     *
     * @param rows each session once, as it was last shown, wanted or not
     * @param complete whether every session that fits the filter is certainly among them
     */
    record Rows(Collection<ProcessRow> rows, boolean complete) {}

    /**
     * Reads the sessions that fit the filter.
     *
     * @param visible those that the caller may see: what is said of the others' being complete
     *     would tell that they are there
     */
    Reply<Rows> read(Target target, SessionFilter filter, Predicate<ProcessRow> visible)
            throws InterruptedException {
        Deadline deadline = Deadline.in(PATIENCE);
        return filter.thread().isPresent()
                ? one(target, filter.thread().get(), deadline)
                : all(target, new Wanted(filter, visible), deadline);
    }

    /**
     * Rows of other sessions mean that the filter was not applied: then absence proves nothing. No
     * row at all proves it only when the instance shows others, and still not that one.
     */
    private Reply<Rows> one(Target target, ThreadId thread, Deadline deadline)
            throws InterruptedException {
        Reply<Rows> byId =
                ask(target, ProcessQuery.byId(thread), deadline)
                        .map(
                                rows ->
                                        new Rows(
                                                byThread(rows).values(),
                                                rows.stream()
                                                        .allMatch(
                                                                it -> it.thread().equals(thread))));
        return byId instanceof Reply.Done<Rows>(Rows rows, String requestId)
                        && rows.rows().isEmpty()
                ? new Reply.Done<>(amongAll(target, thread, deadline), requestId)
                : byId;
    }

    /** A whole list that may have been cut proves only that the instance has sessions. */
    private Rows amongAll(Target target, ThreadId thread, Deadline deadline)
            throws InterruptedException {
        ProcessQuery whole = ProcessQuery.all(SharedLists.LIMIT);
        List<ProcessRow> all = shown(ask(target, whole, deadline));
        List<ProcessRow> found = all.stream().filter(it -> it.thread().equals(thread)).toList();
        boolean isProof =
                !all.isEmpty()
                        && (!found.isEmpty()
                                || isComplete(all, SharedLists.LIMIT)
                                || isEmpty(ask(target, ProcessQuery.byId(thread), deadline)));
        return new Rows(found, isProof);
    }

    private static boolean isEmpty(Reply<List<ProcessRow>> reply) {
        return reply instanceof Reply.Done<List<ProcessRow>>(List<ProcessRow> rows, _)
                && rows.isEmpty();
    }

    private static List<ProcessRow> shown(Reply<List<ProcessRow>> reply) {
        return reply instanceof Reply.Done<List<ProcessRow>>(List<ProcessRow> rows, _)
                ? rows
                : List.of();
    }

    /** What somebody looks for, among what he may see. */
    private record Wanted(SessionFilter filter, Predicate<ProcessRow> visible) {

        Set<ThreadId> among(List<ProcessRow> rows) {
            return rows.stream()
                    .filter(visible)
                    .filter(filter::fits)
                    .map(ProcessRow::thread)
                    .collect(Collectors.toSet());
        }
    }

    private Reply<Rows> all(Target target, Wanted wanted, Deadline deadline)
            throws InterruptedException {
        Reply<List<ProcessRow>> first = ask(target, ProcessQuery.all(SharedLists.LIMIT), deadline);
        return switch (first) {
            case Reply.Done<List<ProcessRow>>(List<ProcessRow> rows, String requestId) ->
                    isComplete(rows, SharedLists.LIMIT)
                            ? first.map(it -> new Rows(byThread(it).values(), true))
                            : new Reply.Done<>(
                                    supplemented(rows, target, wanted, deadline), requestId);
            // The vendor documents no maximum of Limit: perhaps ours is too large for it.
            case Reply.Refused<List<ProcessRow>> _ ->
                    ask(target, wanted.filter().narrowed(SMALL_LIMIT), deadline)
                            .map(
                                    it ->
                                            new Rows(
                                                    byThread(it).values(),
                                                    isComplete(it, SMALL_LIMIT)));
            case Reply.Busy<List<ProcessRow>> _, Reply.Unknown<List<ProcessRow>> _ ->
                    first.map(it -> new Rows(it, false));
        };
    }

    /**
     * A narrowed list that lacks a session which the cut one showed and which is wanted was
     * filtered by other rules than ours, or that session has ended: it is not taken for complete.
     */
    private Rows supplemented(List<ProcessRow> cut, Target target, Wanted wanted, Deadline deadline)
            throws InterruptedException {
        Map<ThreadId, ProcessRow> rows = byThread(cut);
        ProcessQuery narrowed = wanted.filter().narrowed(SharedLists.LIMIT);
        if (narrowed.equals(ProcessQuery.all(SharedLists.LIMIT))) {
            return new Rows(rows.values(), false);
        }
        return switch (ask(target, narrowed, deadline)) {
            case Reply.Done<List<ProcessRow>>(List<ProcessRow> found, _) -> {
                rows.putAll(byThread(found));
                Set<ThreadId> seen = wanted.among(found);
                yield new Rows(
                        rows.values(),
                        isComplete(found, SharedLists.LIMIT)
                                && !seen.isEmpty()
                                && seen.containsAll(wanted.among(cut)));
            }
            case Reply.Busy<List<ProcessRow>> _,
                    Reply.Refused<List<ProcessRow>> _,
                    Reply.Unknown<List<ProcessRow>> _ ->
                    new Rows(rows.values(), false);
        };
    }

    /**
     * An empty list is not believed, a narrowed one no more than a whole one: it is also what a
     * value brings that the vendor compares otherwise than we do.
     */
    private static boolean isComplete(List<ProcessRow> rows, int limit) {
        return CutList.seemsComplete(rows.size(), limit);
    }

    private Reply<List<ProcessRow>> ask(Target target, ProcessQuery query, Deadline deadline)
            throws InterruptedException {
        return dbbrain.processList(target, () -> query, Urgency.LEISURE, deadline);
    }

    private static Map<ThreadId, ProcessRow> byThread(List<ProcessRow> rows) {
        Map<ThreadId, ProcessRow> byThread = new LinkedHashMap<>();
        rows.forEach(it -> byThread.put(it.thread(), it));
        return byThread;
    }
}
