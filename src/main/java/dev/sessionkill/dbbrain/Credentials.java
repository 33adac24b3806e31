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

    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
