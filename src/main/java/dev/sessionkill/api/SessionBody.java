package dev.sessionkill.api;

import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.sessions.Statements;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session as it was seen: a row of {@code GET /sessions}, whole or in part. What describes it and
 * may change while one statement runs ({@code command}, {@code state}) is read and not compared.
 */
@Schema(
        name = "ExpectedSession",
        description =
                "A row as GET /sessions gave it, whole or in part. user, host, db, sql, and seconds"
                        + " with observedAt are expectations: what is given must still hold."
                        + " command, state and protectedBy may be given and are not compared.",
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record SessionBody(
        @Schema(
                        minimum = "1",
                        maximum = KillBody.MOST_ID,
                        example = "1001",
                        requiredMode = Schema.RequiredMode.REQUIRED)
                @Nullable Long thread,
        @Schema(example = "report", pattern = NO_ZERO) @Nullable String user,
        @Schema(description = "With its port.", example = "10.1.2.3:52344", pattern = NO_ZERO)
                @Nullable String host,
        @Schema(example = "shop", pattern = NO_ZERO) @Nullable String db,
        @Nullable String command,
        @Nullable String state,
        @Schema(
                        description = "How long it had been in its state.",
                        minimum = "0",
                        maximum = KillBody.MOST_ID,
                        example = "873")
                @Nullable Long seconds,
        @Schema(description = "Its statement as the gateway showed it.") @Nullable String sql,
        @Nullable String protectedBy,
        @Schema(description = "When seconds was so.") @Nullable Instant observedAt) {

    private static final String NO_ZERO = "^[^\\u0000]*$";

    /** Clocks differ; further ahead than this is a mistake. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    /** PostgreSQL takes no zero bytes, UTF-8 no half of a surrogate pair, and MySQL neither. */
    private static final String NO_TEXT = "must not contain zero bytes or unpaired surrogates";

    /** The session that it names; empty when something is wrong, which is then a fault. */
    Optional<Map.Entry<ThreadId, Expectation>> wanted(
            String field, boolean requireIdentity, Faults faults) {
        Optional<ThreadId> id = faults.required(field + ".thread", thread, ThreadId::new);
        if (seconds != null && seconds < 0) {
            faults.add(field + ".seconds", "must not be negative");
        }
        if (observedAt != null && observedAt.isAfter(Instant.now().plus(AHEAD))) {
            faults.add(field + ".observedAt", "lies in the future");
        }
        if (observedAt != null && observedAt.isBefore(Instant.EPOCH)) {
            faults.add(field + ".observedAt", "lies before 1970");
        }
        text(field + ".user", user, faults);
        text(field + ".host", host, faults);
        text(field + ".db", db, faults);
        if (requireIdentity && user == null) {
            faults.add(field + ".user", "is required by this gateway");
        }
        if (requireIdentity && host == null) {
            faults.add(field + ".host", "is required by this gateway");
        }
        return faults.found().isEmpty()
                ? id.map(it -> Map.entry(it, expectation()))
                : Optional.empty();
    }

    private static void text(String field, @Nullable String sent, Faults faults) {
        if (sent != null && sent.codePoints().anyMatch(it -> it == 0 || isHalf(it))) {
            faults.add(field, NO_TEXT);
        }
    }

    private static boolean isHalf(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    private Expectation expectation() {
        return new Expectation(
                user, host, db, Statements.fingerprint(sql), seconds, inMillis(observedAt));
    }

    /** Not earlier than it was: a session shall not seem to have run for longer than it has. */
    private static @Nullable Instant inMillis(@Nullable Instant time) {
        return time == null ? null : time.plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS);
    }
}
