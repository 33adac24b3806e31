package dev.sessionkill.kill;

import dev.sessionkill.core.Target;
import java.time.Instant;
import java.util.List;

/** What would become of an order. */
public sealed interface Preview {

    /**
     * This.
     *
     * @param target where the sessions live
     * @param observedAt when they were looked at
     * @param sessions each with the outcome that it would have; KILLED for those that a Commit
     *     would name
     */
    record Forecast(Target target, Instant observedAt, List<KillSession> sessions)
            implements Preview {}

    /** It would be turned away. */
    record TurnedAway(Submission.Rejected why) implements Preview {}

    /**
     * The sessions could not be looked at.
     *
     * @param failure why
     */
    record Unreadable(KillFailure failure) implements Preview {}
}
