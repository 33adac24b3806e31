package dev.sessionkill.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Where the chain ended at a point of time.
 *
 * @param origin whose chain
 * @param end its last event
 * @param at when, by the database's clock
 */
record Checkpoint(String origin, ChainEnd end, Instant at) {

    private static final int HASH_LENGTH = 32;

    /** The lines that are signed, each ended. */
    String text() {
        byte[] hash = HexFormat.of().parseHex(end.hash());
        return "%s\n%d\n%s\n%s\n"
                .formatted(
                        origin,
                        end.seq(),
                        Base64.getEncoder().encodeToString(hash),
                        EventLine.time(at.toEpochMilli()));
    }

    /** Reads those lines; what comes after them is left to later versions. */
    static Optional<Checkpoint> read(List<String> lines) {
        if (lines.size() < 4) {
            return Optional.empty();
        }
        try {
            byte[] hash = Base64.getDecoder().decode(lines.get(2));
            long seq = Long.parseLong(lines.get(1));
            return hash.length == HASH_LENGTH && seq >= 0
                    ? Optional.of(
                            new Checkpoint(
                                    lines.get(0),
                                    new ChainEnd(seq, HexFormat.of().formatHex(hash)),
                                    Instant.parse(lines.get(3))))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
