package dev.sessionkill.core;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.Optional;
import java.util.UUID;

/**
 * The id of a kill: a UUIDv7 (RFC 9562), so that ids sort by the time at which they were made.
 *
 * @param value the UUID
 */
public record KillId(UUID value) {

    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    /** A new id, greater than every one made before by this process. */
    public static KillId next() {
        return new KillId(GENERATOR.generate());
    }

    /** Reads the canonical 36-character form; empty for anything else. */
    public static Optional<KillId> parse(String text) {
        try {
            UUID value = UUID.fromString(text);
            return value.toString().equalsIgnoreCase(text)
                    ? Optional.of(new KillId(value))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
