package dev.sessionkill.audit;

import dev.sessionkill.core.SettingException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the record is made provable.
 *
 * @param signingKey a file with an Ed25519 private key in PEM (PKCS #8); absent, checkpoints are
 *     not signed
 * @param checkpointEvery how long an event waits at most until a checkpoint covers it
 * @param checkpointTo where checkpoints go besides the log and the database: a directory, or an
 *     http or https URL that takes them by POST
 * @param origin whose record it is; the name under which checkpoints are signed
 */
@ConfigurationProperties(prefix = "gateway.audit", ignoreUnknownFields = false)
record AuditSettings(
        @Nullable String signingKey,
        @DefaultValue("60s") Duration checkpointEvery,
        @Nullable String checkpointTo,
        @DefaultValue("session-kill-gateway") String origin) {

    static final String PREFIX = "gateway.audit.";

    /** What stands in a line with spaces, and in a key's text with plus signs. */
    private static final Pattern ORIGIN = Pattern.compile("[!-*,-~]{1,100}");

    AuditSettings {
        if (checkpointEvery.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new SettingException(PREFIX + "checkpoint-every", "must be at least 1s");
        }
        if (!ORIGIN.matcher(origin).matches()) {
            throw new SettingException(
                    PREFIX + "origin",
                    "must be 1 to 100 printable ASCII characters without space and '+'");
        }
    }
}
