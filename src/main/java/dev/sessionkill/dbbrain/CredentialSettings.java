package dev.sessionkill.dbbrain;

import dev.sessionkill.core.SettingsSection;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where an account's keys come from: exactly one of a directory, the keys themselves, the identity
 * of the pod, the role of the virtual machine, and a role to be assumed.
 *
 * @param directory files {@code secret-id}, {@code secret-key} and {@code token}, re-read when they
 *     change
 * @param secretId the key's id
 * @param secretKey the key
 * @param token the session token of temporary credentials
 * @param tke whether the pod has an identity of TKE's
 * @param cvmRole the role of the virtual machine
 * @param metadataUri where its metadata service is
 * @param assumeRole a role to be assumed with keys of our own
 * @param stsEndpoint where roles are assumed
 */
record CredentialSettings(
        @Nullable String directory,
        @Nullable String secretId,
        @Nullable String secretKey,
        @Nullable String token,
        @DefaultValue("false") boolean tke,
        @Nullable String cvmRole,
        @Nullable String metadataUri,
        @Nullable AssumeRole assumeRole,
        @Nullable String stsEndpoint) {

    /**
     * A role, and the keys with which it is assumed: a directory, or the keys themselves.
     *
     * @param roleArn its name
     * @param sessionName shown in the vendor's own audit
     * @param duration how long the credentials are good for
     * @param externalId what the role's owner agreed with us
     * @param directory as for an account
     * @param secretId as for an account
     * @param secretKey as for an account
     * @param token as for an account
     */
    record AssumeRole(
            @Nullable String roleArn,
            @DefaultValue(AssumedRole.SESSION_NAME) String sessionName,
            @DefaultValue("2h") Duration duration,
            @Nullable String externalId,
            @Nullable String directory,
            @Nullable String secretId,
            @Nullable String secretKey,
            @Nullable String token) {

        boolean inTheSettings() {
            return secretId != null || secretKey != null;
        }

        @Override
        public String toString() {
            return "AssumeRole[hidden]";
        }
    }

    boolean inTheSettings() {
        return secretId != null || secretKey != null;
    }

    /** How many kinds are given. */
    long kinds() {
        return Stream.of(
                        directory != null,
                        inTheSettings(),
                        tke,
                        cvmRole != null,
                        assumeRole != null)
                .filter(it -> it)
                .count();
    }

    /** For the record: where they come from, without a secret. */
    String place() {
        if (directory != null) {
            return "directory " + directory;
        }
        if (tke) {
            return "tke" + through(stsEndpoint);
        }
        if (cvmRole != null) {
            return "cvm-role " + cvmRole + through(metadataUri);
        }
        return assumeRole == null
                ? "settings"
                : "assume-role " + assumeRole.roleArn() + through(stsEndpoint);
    }

    private static String through(@Nullable String uri) {
        return uri == null ? "" : " through " + SettingsSection.bare(uri);
    }

    @Override
    public String toString() {
        return "CredentialSettings[hidden]";
    }
}
