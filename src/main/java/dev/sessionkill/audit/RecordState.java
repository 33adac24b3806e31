package dev.sessionkill.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the record.
 *
 * @param standing whether it is sound
 * @param verified up to which event it is sound
 * @param verifiedAt when its then last event was reached; null before the first time
 * @param fault the first thing that is wrong
 * @param head its last event
 * @param checkpoint the newest checkpoint
 * @param refusal why no checkpoint is signed at present
 */
public record RecordState(
        Standing standing,
        ChainEnd verified,
        @Nullable Instant verifiedAt,
        @Nullable Finding fault,
        ChainEnd head,
        @Nullable Newest checkpoint,
        @Nullable Finding refusal) {

    /** Whether a record is sound. */
    public enum Standing {
        /** Nothing is wrong so far, and not everything has been looked at. */
        VERIFYING,
        /** Nothing is wrong as far as it is verified. */
        SOUND,
        /** Something is wrong. */
        TAMPERED
    }

    /**
     * The newest checkpoint.
     *
     * @param seq its event
     * @param at when it was made
     * @param signed whether it has a signature
     */
    public record Newest(long seq, Instant at, boolean signed) {}
}
