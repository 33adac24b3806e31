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
        @Nullable KillFailure failure) {}
