package dev.sessionkill.dbbrain;

import org.jspecify.annotations.Nullable;

/**
 * One consistent set of keys. It never shows them.
 *
 * @param secretId the key's id
 * @param secretKey the key
 * @param token the session token of temporary credentials, or null
 */
record Credentials(String secretId, String secretKey, @Nullable String token) {

    Credentials {
        if (secretId.isBlank() || secretKey.isBlank()) {
            throw new IllegalArgumentException("a key has an id and a secret");
        }
    }

    /** Whether a part can go into a header. With white space in it, it is cut wrong or two. */
    static boolean isPrintable(String part) {
        return part.chars().allMatch(it -> it > ' ' && it < 0x7f);
    }

    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
