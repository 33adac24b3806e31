package dev.sessionkill.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fault as it is ordered over HTTP; what is left out has the default given here.
 *
 * @param action an action of DBbrain; else any
 * @param stage {@code Prepare} or {@code Commit}; else any
 * @param fault which one
 * @param times for how many calls (1)
 * @param executes whether the call is carried out all the same (false), where the fault leaves it
 *     open
 * @param status of STATUS (503)
 * @param headers of STATUS (none)
 * @param body of STATUS (empty) and BODY ({@code {}})
 * @param contentType of BODY ({@code application/json})
 * @param withheld of BODY: bytes that are announced and never sent (0)
 * @param code of ERROR_CODE ({@code InternalError})
 * @param listed of PARTIAL_THREADS (0)
 * @param millis of DRIP (1000) and LATENCY (1000)
 */
record FaultOrder(
        @Nullable String action,
        @Nullable String stage,
        @Nullable Kind fault,
        @Nullable Integer times,
        @Nullable Boolean executes,
        @Nullable Integer status,
        @Nullable Map<String, String> headers,
        @Nullable String body,
        @Nullable String contentType,
        @Nullable Integer withheld,
        @Nullable String code,
        @Nullable Integer listed,
        @Nullable Long millis) {

    /** The faults by the names under which they are ordered. */
    enum Kind {
        EXECUTE_THEN_DROP,
        DROP_BEFORE_EXECUTE,
        RESET_AFTER_EXECUTE,
        STATUS,
        HANG,
        DRIP,
        BODY,
        ERROR_CODE,
        PARTIAL_THREADS,
        EMPTY_THREADS,
        LATENCY
    }

    private static final int MOST = 1000;

    Match match() {
        if (action != null && !Set.of(Match.KILL_ACTION, Match.LIST_ACTION).contains(action)) {
            throw new NonsenseException("action", "must be an action that the sandbox knows");
        }
        if (stage != null && !Set.of("Prepare", "Commit").contains(stage)) {
            throw new NonsenseException("stage", "must be Prepare or Commit");
        }
        if (stage != null && Match.LIST_ACTION.equals(action)) {
            throw new NonsenseException("stage", "belongs to " + Match.KILL_ACTION);
        }
        return new Match(action, stage);
    }

    int count() {
        int count = Objects.requireNonNullElse(times, 1);
        if (count < 1 || count > MOST) {
            throw new NonsenseException("times", "must be 1 to " + MOST);
        }
        return count;
    }

    Fault ordered() {
        if (fault == null) {
            throw new NonsenseException("fault", "is missing");
        }
        if (headers != null && headers.values().stream().anyMatch(Objects::isNull)) {
            throw new NonsenseException("headers", "must have values");
        }
        boolean done = Objects.requireNonNullElse(executes, false);
        try {
            return switch (fault) {
                case EXECUTE_THEN_DROP -> new Fault.ExecuteThenDrop();
                case DROP_BEFORE_EXECUTE -> new Fault.DropBeforeExecute();
                case RESET_AFTER_EXECUTE -> new Fault.ResetAfterExecute();
                case STATUS ->
                        new Fault.Status(
                                Objects.requireNonNullElse(status, 503),
                                Objects.requireNonNullElse(body, ""),
                                Objects.requireNonNullElse(headers, Map.of()),
                                done);
                case HANG -> new Fault.Hang(done);
                case DRIP -> new Fault.Drip(duration(), done);
                case BODY ->
                        new Fault.Body(
                                Objects.requireNonNullElse(body, "{}"),
                                Objects.requireNonNullElse(contentType, "application/json"),
                                Objects.requireNonNullElse(withheld, 0),
                                done);
                case ERROR_CODE ->
                        Fault.error(Objects.requireNonNullElse(code, "InternalError"), done);
                case PARTIAL_THREADS ->
                        new Fault.PartialThreads(Objects.requireNonNullElse(listed, 0));
                case EMPTY_THREADS -> new Fault.EmptyThreads(done);
                case LATENCY -> new Fault.Latency(duration());
            };
        } catch (IllegalArgumentException _) {
            throw new NonsenseException(
                    "fault", "needs a status of 200 to 599, and no negative number");
        }
    }

    private Duration duration() {
        long length = Objects.requireNonNullElse(millis, 1000L);
        if (length < 1 || length > 600_000) {
            throw new NonsenseException("millis", "must be 1 to 600000");
        }
        return Duration.ofMillis(length);
    }
}
