package dev.sessionkill.kill;

import java.util.Collection;

/** How a kill ended as a whole. */
public enum KillResult {
    /** Every session is gone or going. */
    KILLED,
    /** Some are, some are not. */
    PARTIAL,
    /** None is. */
    NOT_KILLED,
    /** The vendor refused or failed for certain; nothing was killed. */
    FAILED,
    /** For at least one session it could not be found out. */
    UNKNOWN;

    /** Sums up all sessions of a kill; one whose outcome is open counts as unknown. */
    public static KillResult ofSessions(Collection<KillSession> sessions) {
        return of(
                sessions.stream()
                        .map(KillSession::outcome)
                        .map(it -> it == null ? SessionOutcome.UNKNOWN : it)
                        .toList());
    }

    static KillResult of(Collection<SessionOutcome> outcomes) {
        if (outcomes.contains(SessionOutcome.UNKNOWN)) {
            return UNKNOWN;
        }
        if (outcomes.stream().allMatch(SessionOutcome::isGood)) {
            return KILLED;
        }
        return outcomes.stream().anyMatch(SessionOutcome::isGood) ? PARTIAL : NOT_KILLED;
    }
}
