package dev.sessionkill.sessions;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.Dbbrain;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.dbbrain.ProcessQuery;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.dbbrain.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Looks at the live sessions of an instance. A list that may have been cut off says nothing about a
 * session that it does not show, so that one is asked for by its id.
 */
@Component
public class LiveSessions {

    /** The most rows to ask for at once; the vendor documents no maximum. */
    private static final int LIMIT = 10_000;

    private final Dbbrain dbbrain;

    LiveSessions(Dbbrain dbbrain) {
        this.dbbrain = dbbrain;
    }

    /**
     * Looks for those sessions.
     *
     * @param urgent whether a Commit waits for it
     * @param deadline until when to wait for permits and to try again
     */
    public Sighting look(Target target, Set<ThreadId> threads, boolean urgent, Deadline deadline)
            throws InterruptedException {
        Map<ThreadId, ProcessRow> present = new HashMap<>();
        if (threads.size() > 1) {
            Reply<List<ProcessRow>> all =
                    dbbrain.processList(target, ProcessQuery.all(LIMIT), urgent, deadline);
            switch (all) {
                case Reply.Done<List<ProcessRow>>(List<ProcessRow> rows, _) -> {
                    rows.stream()
                            .filter(it -> threads.contains(it.thread()))
                            .forEach(it -> present.put(it.thread(), it));
                    if (CutList.isComplete(rows.size(), LIMIT)) {
                        return new Sighting.Seen(present);
                    }
                }
                // The vendor documents no maximum of Limit: perhaps ours is too large for it.
                case Reply.Refused<List<ProcessRow>> _ -> {}
                case Reply.Busy<List<ProcessRow>>(Failure failure) -> {
                    return new Sighting.Unreadable(failure);
                }
                case Reply.Unknown<List<ProcessRow>>(Failure failure) -> {
                    return new Sighting.Unreadable(failure);
                }
            }
        }
        for (ThreadId thread : threads) {
            if (!present.containsKey(thread)) {
                switch (one(target, thread, urgent, deadline)) {
                    case Sighting.Seen(Map<ThreadId, ProcessRow> found) -> present.putAll(found);
                    case Sighting.Unreadable unreadable -> {
                        return unreadable;
                    }
                }
            }
        }
        return new Sighting.Seen(present);
    }

    private Sighting one(Target target, ThreadId thread, boolean urgent, Deadline deadline)
            throws InterruptedException {
        Reply<List<ProcessRow>> reply =
                dbbrain.processList(target, ProcessQuery.byId(thread), urgent, deadline);
        return switch (reply) {
            case Reply.Done<List<ProcessRow>>(List<ProcessRow> rows, String requestId) ->
                    only(thread, rows, requestId);
            case Reply.Busy<List<ProcessRow>>(Failure failure) -> new Sighting.Unreadable(failure);
            case Reply.Refused<List<ProcessRow>>(Failure failure) ->
                    new Sighting.Unreadable(failure);
            case Reply.Unknown<List<ProcessRow>>(Failure failure) ->
                    new Sighting.Unreadable(failure);
        };
    }

    /** Rows of other sessions mean that the filter was not applied: then absence proves nothing. */
    private static Sighting only(ThreadId thread, List<ProcessRow> rows, String requestId) {
        for (ProcessRow row : rows) {
            if (row.thread().equals(thread)) {
                return new Sighting.Seen(Map.of(thread, row));
            }
        }
        return rows.isEmpty()
                ? new Sighting.Seen(Map.of())
                : new Sighting.Unreadable(
                        new Failure(null, requestId, "the list was not filtered by id"));
    }
}
