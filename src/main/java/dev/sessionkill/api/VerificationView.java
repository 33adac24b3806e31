package dev.sessionkill.api;

import dev.sessionkill.audit.Finding;
import dev.sessionkill.audit.RecordState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known about the record, as callers see it. */
@Schema(name = "AuditVerification", description = "Whether the record is sound, and how far.")
record VerificationView(
        @Schema(
                        description =
                                "VERIFYING until everything has been looked at once since the"
                                        + " gateway started.")
                RecordState.Standing state,
        @Schema(description = "Up to this event it is sound.") long verifiedTo,
        @Schema(description = "When what was then its last event was reached.")
                @Nullable Instant verifiedAt,
        @Nullable Fault fault,
        @Schema(description = "The last event.") Head head,
        @Nullable Checkpoint checkpoint,
        @Schema(description = "Why no checkpoint is signed at present; null while they are.")
                @Nullable Fault checkpointsRefused) {

    /** The first thing that is wrong. */
    @Schema(name = "AuditFault")
    record Fault(
            dev.sessionkill.audit.Fault kind,
            @Schema(description = "The first event that is not as it was, or should be there.")
                    long seq,
            @Schema(description = "What to do.") String remedy) {

        private static @Nullable Fault of(@Nullable Finding finding) {
            return finding == null
                    ? null
                    : new Fault(finding.fault(), finding.seq(), finding.fault().remedy());
        }
    }

    /** An end of the chain. */
    @Schema(name = "AuditHead")
    record Head(long seq, String hash) {}

    /** The newest checkpoint. */
    @Schema(name = "AuditCheckpoint")
    record Checkpoint(long seq, Instant at, boolean signed) {

        private static @Nullable Checkpoint of(RecordState.@Nullable Newest newest) {
            return newest == null
                    ? null
                    : new Checkpoint(newest.seq(), newest.at(), newest.signed());
        }
    }

    static VerificationView of(RecordState state) {
        return new VerificationView(
                state.standing(),
                state.verified().seq(),
                state.verifiedAt(),
                Fault.of(state.fault()),
                new Head(state.head().seq(), state.head().hash()),
                Checkpoint.of(state.checkpoint()),
                Fault.of(state.refusal()));
    }
}
