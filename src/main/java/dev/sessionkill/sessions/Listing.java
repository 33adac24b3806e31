package dev.sessionkill.sessions;

import dev.sessionkill.core.Region;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of the wish to see sessions. */
public sealed interface Listing {

    /**
     * The sessions, and that they were shown is on record.
     *
     * @param observedAt a time, in whole milliseconds, that is not before what they show
     * @param complete whether no other session is wanted and may be seen; false when that is not
     *     certain
     * @param sessions the longest in their state first
     */
    record Listed(Instant observedAt, boolean complete, List<ListedSession> sessions)
            implements Listing {

        public Listed {
            sessions = List.copyOf(sessions);
        }
    }

    /**
     * No grant covers it. The attempt is on record.
     *
     * @param why one sentence, fit for the caller
     */
    record NotPermitted(String why) implements Listing {}

    /** There is no account of that name. */
    record NoSuchAccount() implements Listing {}

    /**
     * The account may not be used in that region.
     *
     * @param regions where it may be used
     */
    record NoSuchRegion(Set<Region> regions) implements Listing {}

    /** The account has no valid credentials now. */
    record NoCredentials() implements Listing {}

    /**
     * The vendor did not show the list.
     *
     * @param code its error code, if it gave one
     * @param requestId its id of the request, if it gave one
     * @param retryable whether the same wish may be granted later
     */
    record Failed(@Nullable String code, @Nullable String requestId, boolean retryable)
            implements Listing {}

    /** The record cannot be written, so nothing is shown. */
    record Unrecorded() implements Listing {}
}
