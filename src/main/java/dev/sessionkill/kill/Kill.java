package dev.sessionkill.kill;

import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Reason;
import dev.sessionkill.core.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kill as it is recorded.
 *
 * @param id its id
 * @param target where the sessions live
 * @param reason why
 * @param urgent whether its requester asked for the urgent lane
 * @param requestedBy {@code sub:…}
 * @param requestedAt when it was recorded, on the database's clock
 * @param deadline not committed by then, it expires
 * @param progress how far it has come
 * @param sessions the sessions asked for, by id
 * @param upstream the calls of its two stages, in the order in which they were sent
 */
public record Kill(
        KillId id,
        Target target,
        Reason reason,
        boolean urgent,
        String requestedBy,
        Instant requestedAt,
        Instant deadline,
        Progress progress,
        List<KillSession> sessions,
        List<CallRecord> upstream) {

    /**
     * How far a kill has come.
     *
     * @param state where it stands
     * @param result how it ended; null before
     * @param finishedAt when it ended; null before
     * @param failure what ended it as FAILED; null otherwise
     */
    public record Progress(
            KillState state,
            @Nullable KillResult result,
            @Nullable Instant finishedAt,
            @Nullable KillFailure failure) {}
}
