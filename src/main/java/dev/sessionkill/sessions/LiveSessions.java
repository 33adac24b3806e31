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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Looks at the live sessions of an instance. A list that may have been cut off says nothing about a
 * session that it does not show, so that one is asked for by its id; and that a list by id is empty
 * is not enough when nobody said that the session is gone.
 */
@Component
public class LiveSessions {

    private static final Duration GLANCE = Duration.ofSeconds(2);

    private final Dbbrain dbbrain;
    private final SharedLists lists;
    private final LooksById byId;
    private final InstantSource clock;

    @Autowired
    LiveSessions(Dbbrain dbbrain) {
        this(dbbrain, InstantSource.system());
    }

    LiveSessions(Dbbrain dbbrain, InstantSource clock) {
        this.dbbrain = dbbrain;
        this.lists = new SharedLists(dbbrain, clock);
        this.byId = new LooksById(dbbrain, clock);
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
        return look(target, threads, Set.of(), urgency, deadline);
    }

    /**
     * The same when the vendor has said of some that they are gone.
     *
     * @param told of which; that one list by id does not show them is enough
     */
    public Sighting look(
            Target target,
            Set<ThreadId> threads,
            Set<ThreadId> told,
            Urgency urgency,
            Deadline deadline)
            throws InterruptedException {
        Map<ThreadId, ProcessRow> present = new HashMap<>();
        Instant asOf = clock.instant();
        switch (read(target, threads, told, urgency, deadline)) {
            case Reply.Done<SharedLists.Shown>(SharedLists.Shown shown, _) -> {
                for (ProcessRow row : shown.rows()) {
                    ProcessRow other =
                            threads.contains(row.thread()) ? present.put(row.thread(), row) : null;
                    if (other != null && !other.equals(row)) {
                        return LooksById.twice();
                    }
                }
                asOf = shown.asOf();
                if (shown.complete()) {
                    return new Sighting.Seen(present, asOf, Map.of());
                }
            }
            // The vendor documents no maximum of Limit: perhaps ours is too large for it.
            case Reply.Refused<SharedLists.Shown>(Failure failure) -> {
                if (!failure.mayBlameTheRequest()) {
                    return new Sighting.Unreadable(failure, Sighting.Reason.REFUSED);
                }
            }
            case Reply.Busy<SharedLists.Shown>(Failure failure) -> {
                return new Sighting.Unreadable(failure, Sighting.Reason.NO_ANSWER);
            }
            case Reply.Unknown<SharedLists.Shown>(Failure failure) -> {
                return new Sighting.Unreadable(failure, Sighting.Reason.NO_ANSWER);
            }
        }
        return byId.look(target, threads, present, asOf, new LooksById.Patience(urgency, deadline));
    }

    private Reply<SharedLists.Shown> read(
            Target target,
            Set<ThreadId> threads,
            Set<ThreadId> told,
            Urgency urgency,
            Deadline deadline)
            throws InterruptedException {
        Reply<SharedLists.Shown> reply = lists.read(target, threads, urgency, deadline);
        return reply instanceof Reply.Done<SharedLists.Shown>(SharedLists.Shown shown, _)
                        && shown.isNothing()
                        && !told.containsAll(threads)
                ? lists.readWhole(target, threads, urgency, deadline)
                : reply;
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
}
