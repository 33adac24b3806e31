package dev.sessionkill.audit;

import dev.sessionkill.audit.VerifierKey.Seal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns checkpoints into notes, signed if there is a key. */
final class NoteSigner {

    private final String origin;
    private final @Nullable SigningKey key;

    NoteSigner(String origin, @Nullable SigningKey key) {
        this.origin = origin;
        this.key = key;
    }

    String origin() {
        return origin;
    }

    /** The public half of the key, if there is one. */
    Optional<String> verifier() {
        return Optional.ofNullable(key).map(it -> it.verifier().text());
    }

    boolean signs() {
        return key != null;
    }

    SignedNote sign(Checkpoint checkpoint) {
        String text = checkpoint.text();
        return new SignedNote(checkpoint, text, key == null ? List.of() : List.of(key.sign(text)));
    }

    /**
     * Whether somebody changed one of our notes. One without a signature of this key may be from
     * before there was a key, or another.
     */
    boolean isForged(SignedNote note) {
        return key != null && key.verifier().seal(note) == Seal.INVALID;
    }
}
