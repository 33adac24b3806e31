package dev.sessionkill.kill;

import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.KillId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which kills to list, newest first.
 *
 * @param instance on that instance only
 * @param requestedBy asked for by that caller only, {@code sub:…}
 * @param result with that result only
 * @param from requested then or later
 * @param to requested before then
 * @param after older than that kill: the last one of the page before
 * @param limit how many, 1 to {@link #MOST}
 */
public record KillSearch(
        Optional<InstanceId> instance,
        Optional<String> requestedBy,
        Optional<KillResult> result,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<KillId> after,
        int limit) {

    /** The most kills of one page. */
    public static final int MOST = 500;

    public KillSearch {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("must be 1 to " + MOST);
        }
    }
}
