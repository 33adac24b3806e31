package dev.sessionkill.dbbrain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The role of the pod in TKE: its service-account token for a role, unsigned.
 *
 * @param provider the identity provider of the cluster
 * @param role what to become
 * @param tokenFile the token; the kubelet writes it anew before it expires
 * @param sts who exchanges it
 */
record TkeIdentity(String provider, RoleArn role, Path tokenFile, Sts sts)
        implements CredentialIssuer {

    private static final int LONGEST_TOKEN = 16 * 1024;
    private static final int DURATION_SECONDS = 7200;

    @Override
    public Issuance issue() {
        Optional<String> token = token();
        return token.isEmpty()
                ? new Issuance.Failed("the file " + tokenFile + " has no token")
                : sts.unsigned(
                        "AssumeRoleWithWebIdentity",
                        Map.of(
                                "ProviderId",
                                provider,
                                "WebIdentityToken",
                                token.get(),
                                "RoleArn",
                                role.value(),
                                "RoleSessionName",
                                AssumedRole.SESSION_NAME,
                                "DurationSeconds",
                                DURATION_SECONDS));
    }

    /** Empty when there is none that could be sent. */
    Optional<String> token() {
        try {
            if (Files.size(tokenFile) > LONGEST_TOKEN) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(tokenFile, StandardCharsets.UTF_8).strip())
                    .filter(it -> !it.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
