package dev.sessionkill.dbbrain;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A role that our own keys may assume.
 *
 * @param role what to become
 * @param session how it is called there
 * @param source our own keys
 * @param sts who exchanges them
 */
record AssumedRole(RoleArn role, Session session, CredentialSource source, Sts sts)
        implements CredentialIssuer {

    static final String SESSION_NAME = "session-kill-gateway";

    /**
     * How the role is assumed.
     *
     * @param name shown in the vendor's own audit
     * @param duration how long the credentials are to be good for
     * @param externalId what the role's owner agreed with us, or null
     */
    record Session(String name, Duration duration, @Nullable String externalId) {

        Map<String, Object> of(RoleArn role) {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("RoleArn", role.value());
            parameters.put("RoleSessionName", name);
            parameters.put("DurationSeconds", duration.toSeconds());
            if (externalId != null) {
                parameters.put("ExternalId", externalId);
            }
            return parameters;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @Override
    public Issuance issue() {
        Optional<HeldCredentials> own = source.current();
        return own.isEmpty()
                ? new Issuance.Failed("there are no keys to assume the role with")
                : sts.signed("AssumeRole", session.of(role), own.get().credentials());
    }

    @Override
    public void close() {
        source.close();
    }
}
