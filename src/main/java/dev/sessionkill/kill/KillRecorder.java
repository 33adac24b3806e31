package dev.sessionkill.kill;

import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.CallJournal;
import dev.sessionkill.dbbrain.Reply;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Writes down one kill while it runs. What is about to happen must be written first, or it does not
 * happen; what has happened is written as often as it takes.
 */
final class KillRecorder {

    private static final Logger log = LoggerFactory.getLogger(KillRecorder.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PERSISTENCE = Duration.ofSeconds(60);

    private final KillStore store;
    private final Kill kill;
    private final Lease lease;
    private KillState state;

    private boolean mayHaveCommitted;

    /** What the database may show: a write that failed for us may have been committed after all. */
    private final Set<KillState> shown;

    KillRecorder(KillStore store, Kill kill, Lease lease) {
        this.store = store;
        this.kill = kill;
        this.lease = lease;
        this.state = kill.progress().state();
        this.mayHaveCommitted = state == KillState.COMMITTING || state == KillState.VERIFYING;
        this.shown = EnumSet.of(state);
    }

    /** Whether a Commit was sent and not certainly turned away. */
    boolean mayHaveCommitted() {
        return mayHaveCommitted;
    }

    /**
     * The journal of the calls of one round.
     *
     * @param threads the sessions that they name
     * @param preparing done when a Prepare has been recorded and is about to leave
     * @param looks what is known of the sessions, to be written before a Commit: whoever has to
     *     find out what that did needs it
     */
    CallJournal journal(
            Set<ThreadId> threads, Runnable preparing, Supplier<Collection<KillSession>> looks) {
        return new CallJournal() {
            @Override
            public void sending(Stage stage, int attempt, @Nullable String sqlExecId) {
                KillState next = stage == Stage.COMMIT ? KillState.COMMITTING : KillState.PREPARING;
                KillStore.Move move = move(next);
                AuditEvent event = KillEvents.sending(kill, stage, attempt, sqlExecId, threads);
                held(
                        () ->
                                store.advance(
                                        move,
                                        stage == Stage.COMMIT ? looks.get() : List.of(),
                                        event));
                moved(next);
                mayHaveCommitted = stage == Stage.COMMIT;
                if (stage == Stage.PREPARE) {
                    preparing.run();
                }
            }

            @Override
            public boolean mayLeave() {
                return lease.isHeld();
            }

            @Override
            public void answered(CallRecord call, Reply<?> reply) {
                KillState next = call.stage() == Stage.COMMIT ? after(reply) : state;
                mayHaveCommitted = next == KillState.VERIFYING;
                KillStore.Move move = move(next);
                persistently(
                        () -> store.answered(move, call, KillEvents.answered(kill, call, reply)));
                moved(next);
            }
        };
    }

    void finish(Ending ending) {
        KillStore.Move move = move(ending.state());
        persistently(() -> store.finish(move, ending, KillEvents.finished(kill, ending)));
        moved(ending.state());
    }

    /** Lets others take the kill over at once. If that cannot be written, the lease runs out. */
    void release() {
        try {
            store.release(kill.id(), lease.epoch());
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "Kill {}: its lease could not be given back ({}); it runs out by itself.",
                    kill.id(),
                    NestedExceptionUtils.getMostSpecificCause(e).toString());
        }
    }

    private KillStore.Move move(KillState next) {
        if (state != next && !state.mayBecome(next)) {
            throw new IllegalStateException("a kill that is " + state + " cannot become " + next);
        }
        shown.add(next);
        return new KillStore.Move(kill.id(), lease.epoch(), Set.copyOf(shown), next);
    }

    private void moved(KillState next) {
        state = next;
        shown.clear();
        shown.add(next);
    }

    /** Every write that succeeds renews the lease. */
    private void held(Runnable write) {
        long asked = lease.now();
        write.run();
        lease.renewed(asked);
    }

    /** The state after a Commit: the same while it was not executed and may be sent again. */
    private static KillState after(Reply<?> commit) {
        return switch (commit) {
            case Reply.Done<?> _, Reply.Unknown<?> _ -> KillState.VERIFYING;
            case Reply.Busy<?> _, Reply.Refused<?> _ -> KillState.COMMITTING;
        };
    }

    /**
     * Writes what has happened. When the database does not take it within a minute it is given up,
     * and the kill goes on: what happened does not depend on it.
     */
    private void persistently(Runnable write) {
        Deadline end = Deadline.in(PERSISTENCE);
        for (boolean first = true; ; first = false) {
            try {
                held(write);
                return;
            } catch (DataAccessException | TransactionException e) {
                if (first) {
                    log.error(
                            "Kill {}: the database does not take what has happened ({}). It is"
                                    + " tried again for a minute.",
                            kill.id(),
                            NestedExceptionUtils.getMostSpecificCause(e).toString());
                }
                if (end.passed() || !Pause.of(PAUSE)) {
                    log.error("Kill {}: something that has happened is not on record.", kill.id());
                    return;
                }
            }
        }
    }
}
