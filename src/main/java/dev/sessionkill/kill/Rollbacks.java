package dev.sessionkill.kill;

import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.dbbrain.Urgency;
import dev.sessionkill.sessions.LiveSessions;
import dev.sessionkill.sessions.Sighting;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Follows the sessions that were still rolling back when their kill finished, until they are gone.
 * It looks leisurely and ever more seldom: a large transaction may take hours, and no kill waits.
 */
@Component
class Rollbacks {

    private static final Logger log = LoggerFactory.getLogger(Rollbacks.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(30);

    /** Whoever rolls back for longer is left to his operators. */
    private static final Duration FOLLOWED = Duration.ofDays(1);

    private final LiveSessions live;
    private final KillStore store;
    private final KillReader reader;
    private final KillMeters meters;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(LoudThreads.named("rollback-"));

    Rollbacks(LiveSessions live, KillStore store, KillReader reader, KillMeters meters) {
        this.live = live;
        this.store = store;
        this.reader = reader;
        this.meters = meters;
    }

    /** Goes on with what was being followed when the gateway stopped. */
    @EventListener(ApplicationReadyEvent.class)
    void resume() {
        try {
            reader.rollingBack().forEach(this::follow);
        } catch (DataAccessException | TransactionException e) {
            log.error(
                    "Sessions that were rolling back are not followed until the next start: {}",
                    cause(e));
        }
    }

    /** Follows the sessions of that kill. */
    void follow(KillId id) {
        if (!threads.isShutdown()) {
            threads.execute(() -> untilGone(id));
        }
    }

    private void untilGone(KillId id) {
        Deadline end = Deadline.in(FOLLOWED);
        Duration pause = FIRST_PAUSE;
        while (!end.passed() && Pause.of(pause)) {
            try {
                if (look(id)) {
                    return;
                }
            } catch (DataAccessException | TransactionException e) {
                log.warn("The rollbacks of kill {} are looked at again: {}", id, cause(e));
            } catch (InterruptedException e) {
                return; // The next start goes on.
            } catch (RuntimeException e) {
                log.error("A fault in the gateway: kill {} is looked at again.", id, e);
            }
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        }
        if (end.passed()) {
            log.warn("Kill {}: a session still rolls back and is not followed any more.", id);
        }
    }

    /** Whether all are gone. */
    private boolean look(KillId id) throws InterruptedException {
        Kill kill = reader.find(id).orElseThrow();
        Map<ThreadId, KillSession> open = new TreeMap<>();
        kill.sessions().stream()
                .filter(it -> it.outcome() == SessionOutcome.KILLING)
                .forEach(it -> open.put(it.thread(), it));
        if (open.isEmpty()) {
            return true;
        }
        // It was seen to roll back: that it is gone is what comes next.
        Set<ThreadId> told = open.keySet();
        switch (live.look(kill.target(), told, told, Urgency.LEISURE, Deadline.in(LOOK))) {
            case Sighting.Seen seen -> {
                Map<ThreadId, ProcessRow> present = seen.present();
                Duration since = Duration.between(committedAt(kill), seen.asOf());
                open.values().removeIf(it -> isGone(it, present) && record(kill, it, since));
            }
            case Sighting.Unreadable _ -> {}
        }
        return open.isEmpty();
    }

    private static boolean isGone(KillSession session, Map<ThreadId, ProcessRow> present) {
        ProcessRow row = present.get(session.thread());
        return row == null || session.isAnother(row);
    }

    private boolean record(Kill kill, KillSession session, Duration since) {
        store.rolledBack(
                kill.id(),
                session.thread(),
                since,
                KillEvents.rolledBack(kill, session.thread(), since));
        meters.of(kill.target().account()).gone(since);
        return true;
    }

    /** When the last Commit came back. */
    private static Instant committedAt(Kill kill) {
        return kill.upstream().stream()
                .filter(it -> it.stage() == Stage.COMMIT)
                .reduce((_, last) -> last)
                .map(Rollbacks::end)
                .orElse(kill.requestedAt());
    }

    private static Instant end(CallRecord call) {
        return call.sentAt().plusMillis(call.millis());
    }

    private static String cause(Exception e) {
        return NestedExceptionUtils.getMostSpecificCause(e).toString();
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
