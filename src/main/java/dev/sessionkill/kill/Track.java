package dev.sessionkill.kill;

import java.util.EnumSet;
import java.util.Set;

/** Where a kill stands on record, and our right to write what follows. */
final class Track {

    private final Kill kill;
    private final Lease lease;
    private KillState state;
    private boolean mayHaveCommitted;
    private volatile boolean fateUnknown;

    /** What the database may show: a write that failed for us may have been committed after all. */
    private final Set<KillState> shown;

    Track(Kill kill, Lease lease) {
        this.kill = kill;
        this.lease = lease;
        this.state = kill.progress().state();
        this.mayHaveCommitted = state == KillState.COMMITTING || state == KillState.VERIFYING;
        this.shown = EnumSet.of(state);
    }

    Kill kill() {
        return kill;
    }

    Lease lease() {
        return lease;
    }

    KillState state() {
        return state;
    }

    /** Whether a Commit was sent and not certainly turned away. */
    boolean mayHaveCommitted() {
        return mayHaveCommitted;
    }

    /** A Commit is about to be sent, or came back. */
    void mayHaveCommitted(boolean so) {
        mayHaveCommitted = so;
    }

    /** Whether it is being found out what its Commit did. */
    boolean isFateUnknown() {
        return fateUnknown;
    }

    /** Nobody knows what its Commit did, if there was one. */
    void fateIsUnknown() {
        fateUnknown = true;
    }

    /** The move to that state, to be written; it may be shown from now on. */
    KillStore.Move to(KillState next) {
        if (state != next && !state.mayBecome(next)) {
            throw new IllegalStateException("a kill that is " + state + " cannot become " + next);
        }
        shown.add(next);
        return new KillStore.Move(kill.id(), lease.epoch(), Set.copyOf(shown), next);
    }

    /** The move to that state was written. */
    void moved(KillState next) {
        state = next;
        shown.clear();
        shown.add(next);
    }
}
