package dev.sessionkill.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.Stage;
import dev.sessionkill.kill.Kill;
import dev.sessionkill.kill.KillResult;
import dev.sessionkill.kill.KillSession;
import dev.sessionkill.kill.KillState;
import dev.sessionkill.kill.SessionOutcome;
import dev.sessionkill.sessions.Trait;
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
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
                @Schema(description = "True when the urgent lane was asked for; absent otherwise.")
                @Nullable Boolean urgent,
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
            @Nullable Long seconds,
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
                    @Schema(description = "PROTECTED: the rule that protects it.")
                    @Nullable String protectedBy,
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
                    @Schema(description = "CHANGED: in what it differs from what was expected.")
                    List<Trait> changed,
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
                    @Schema(
                            description =
                                    "True when its client came back at once with the same"
                                            + " statement: then killing it was of no use.")
                    @Nullable Boolean respawned,
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
                    @Schema(
                            description =
                                    "How long after its Commit came back it was seen to be gone.")
                    @Nullable Long goneAfterMillis) {

        static Session of(KillSession it) {
            KillSession.Sight sight = it.sight();
            KillSession.Finding finding = it.finding();
            return new Session(
                    it.thread().value(),
                    it.outcome(),
                    sight == null ? null : sight.user(),
                    sight == null ? null : sight.host(),
                    sight == null ? null : sight.db(),
                    sight == null ? null : sight.command(),
                    sight == null ? null : sight.seconds(),
                    finding.protectedBy(),
                    finding.changed().stream().sorted().toList(),
                    finding.respawned() ? true : null,
                    finding.goneAfter() == null ? null : finding.goneAfter().toMillis());
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
                kill.urgent() ? true : null,
                kill.requestedBy(),
                kill.requestedAt(),
                kill.deadline(),
                kill.progress().finishedAt(),
                kill.upstream().stream().map(Call::of).toList());
    }
}
