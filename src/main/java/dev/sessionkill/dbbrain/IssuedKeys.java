package dev.sessionkill.dbbrain;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads temporary credentials as the metadata service and STS write them. A set is taken whole or
 * not at all: the SDK's own providers sign with {@code null} for what is missing.
 */
final class IssuedKeys {

    private static final int LONGEST = 8 * 1024;

    /** In seconds. What is beyond was meant as something else, milliseconds for one. */
    private static final long LATEST = 100_000_000_000L;

    private IssuedKeys() {}

    /**
     * @param keys where the three parts are
     * @param expiredTime seconds since the epoch
     */
    static Issuance read(JsonNode keys, JsonNode expiredTime) {
        Optional<String> id = part(keys, "TmpSecretId");
        Optional<String> key = part(keys, "TmpSecretKey");
        Optional<String> token = part(keys, "Token");
        if (id.isEmpty() || key.isEmpty() || token.isEmpty()) {
            return new Issuance.Failed(
                    "the answer has no complete set of TmpSecretId, TmpSecretKey and Token");
        }
        boolean aTime =
                expiredTime.isIntegralNumber()
                        && expiredTime.canConvertToLong()
                        && expiredTime.longValue() > 0
                        && expiredTime.longValue() < LATEST;
        if (!aTime) {
            return new Issuance.Failed("the answer has no ExpiredTime in seconds");
        }
        return new Issuance.Issued(
                new Credentials(id.get(), key.get(), token.get()),
                Instant.ofEpochSecond(expiredTime.longValue()));
    }

    private static Optional<String> part(JsonNode keys, String name) {
        JsonNode part = keys.path(name);
        return part.isString() ? Optional.of(part.stringValue()).filter(IssuedKeys::fits) : empty();
    }

    private static Optional<String> empty() {
        return Optional.empty();
    }

    private static boolean fits(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && Credentials.isPrintable(text);
    }
}
