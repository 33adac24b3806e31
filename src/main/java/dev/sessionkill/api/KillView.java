package dev.sessionkill.api;

import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.Stage;
import dev.sessionkill.kill.Kill;
import dev.sessionkill.kill.KillResult;
import dev.sessionkill.kill.KillSession;
import dev.sessionkill.kill.KillState;
import dev.sessionkill.kill.SessionOutcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A kill as callers see it. */
@Schema(name = "Kill", description = "A kill: what was asked, how far it has come, what was seen.")
record KillView(
        UUID id,
        KillState state,
        @Schema(description = "How it ended; null before.") @Nullable KillResult result,
        String account,
        String region,
        String instanceId,
        String product,
        List<Session> sessions,
        String reason,
        String requestedBy,
        Instant requestedAt,
        @Schema(description = "Not committed by then, it expires.") Instant deadline,
        @Nullable Instant finishedAt,
        List<Call> upstream) {

    /** One session, as it was last seen. */
    @Schema(name = "KillSession")
    record Session(
            long thread,
            @Schema(description = "What became of it; null while that is open.")
                    @Nullable SessionOutcome outcome,
            @Nullable String user,
            @Nullable String host,
            @Nullable String db,
            @Nullable String command,
            @Nullable Long seconds) {

        private static Session of(KillSession it) {
            return new Session(
                    it.thread().value(),
                    it.outcome(),
                    it.user(),
                    it.host(),
                    it.db(),
                    it.command(),
                    it.seconds());
        }
    }

    /** One call of the two stages. */
    @Schema(name = "UpstreamCall")
    record Call(
            Stage stage,
            @Nullable String requestId,
            Instant sentAt,
            long millis,
            int attempt,
            @Schema(description = "The vendor's error code; null without one.")
                    @Nullable String code) {

        private static Call of(CallRecord it) {
            return new Call(
                    it.stage(), it.requestId(), it.sentAt(), it.millis(), it.attempt(), it.code());
        }
    }

    static KillView of(Kill kill) {
        return new KillView(
                kill.id().value(),
                kill.progress().state(),
                kill.progress().result(),
                kill.target().account().value(),
                kill.target().region().value(),
                kill.target().instance().value(),
                kill.target().product().wireName(),
                kill.sessions().stream().map(Session::of).toList(),
                kill.reason().text(),
                kill.requestedBy(),
                kill.requestedAt(),
                kill.deadline(),
                kill.progress().finishedAt(),
                kill.upstream().stream().map(Call::of).toList());
    }
}
