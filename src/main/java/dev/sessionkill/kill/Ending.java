package dev.sessionkill.kill;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a kill ends.
 *
 * @param state FINISHED or EXPIRED
 * @param result as a whole
 * @param sessions each with its outcome
 * @param failure for FAILED only
 */
record Ending(
        KillState state,
        KillResult result,
        List<KillSession> sessions,
        @Nullable KillFailure failure) {

    /** Every session has its outcome. */
    static Ending finished(Roster roster) {
        List<KillSession> sessions = roster.settled();
        return new Ending(KillState.FINISHED, KillResult.ofSessions(sessions), sessions, null);
    }

    /** Nothing was killed, because something failed for certain. */
    static Ending failed(Roster roster, KillFailure failure) {
        roster.settleOpen(SessionOutcome.NOT_KILLED);
        return new Ending(KillState.FINISHED, KillResult.FAILED, roster.settled(), failure);
    }

    /** A Commit may have been sent, and nobody can look. */
    static Ending unknown(Roster roster) {
        roster.settleOpen(SessionOutcome.UNKNOWN);
        return finished(roster);
    }

    /** Nothing was killed in time. */
    static Ending expired(Roster roster) {
        roster.settleOpen(SessionOutcome.NOT_KILLED);
        return new Ending(KillState.EXPIRED, KillResult.NOT_KILLED, roster.settled(), null);
    }
}
