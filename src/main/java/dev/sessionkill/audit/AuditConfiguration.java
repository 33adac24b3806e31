package dev.sessionkill.audit;

import dev.sessionkill.core.SettingException;
import dev.sessionkill.core.SettingsSection;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
class AuditConfiguration {

    private static final Logger log = LoggerFactory.getLogger(AuditConfiguration.class);
    private static final String KEY = AuditSettings.PREFIX + "signing-key";
    private static final String TO = AuditSettings.PREFIX + "checkpoint-to";

    @Bean
    NoteSigner noteSigner(AuditSettings settings) {
        String file = settings.signingKey();
        if (file == null) {
            log.warn(
                    "{} is not set: checkpoints are not signed, and whoever can write to the"
                            + " database and to where they go can forge both.",
                    KEY);
            return new NoteSigner(settings.origin(), null);
        }
        SigningKey key = key(settings.origin(), file);
        log.info("Checkpoints are signed; verify them with the key {}", key.verifier().text());
        return new NoteSigner(settings.origin(), key);
    }

    @Bean
    CheckpointDestination checkpointDestination(AuditSettings settings) {
        String to = settings.checkpointTo();
        if (to == null) {
            return new CheckpointDestination.Nowhere();
        }
        return isUrl(to) ? new CheckpointUrl(url(to)) : new CheckpointDirectory(directory(to));
    }

    @Bean
    Checkpoints checkpoints(
            ChainReader chain, CheckpointDestination destination, NoteSigner signer) {
        return new Checkpoints(chain, destination, signer);
    }

    @Bean
    CheckpointSchedule checkpointSchedule(
            Checkpoints checkpoints, CheckpointDestination destination, AuditSettings settings) {
        return new CheckpointSchedule(checkpoints, destination, settings.checkpointEvery());
    }

    @Bean
    RecordWatch recordWatch(
            ChainReader chain,
            RunningVerification verification,
            CheckpointSchedule schedule,
            MeterRegistry registry) {
        return new RecordWatch(
                chain,
                verification,
                new RecordMeters(registry, verification, schedule, System::nanoTime));
    }

    @Bean
    SettingsSection auditSection(AuditSettings settings, NoteSigner signer) {
        String to = settings.checkpointTo();
        return new SettingsSection(
                "audit",
                Map.of(
                        "origin", settings.origin(),
                        "verifierKey", signer.verifier().orElse(""),
                        "checkpointEvery", settings.checkpointEvery().toString(),
                        "checkpointTo",
                                to == null ? "" : isUrl(to) ? SettingsSection.bare(to) : to));
    }

    private static boolean isUrl(String to) {
        return to.startsWith("http://") || to.startsWith("https://");
    }

    /** Neither the file's content nor what the platform says about it is repeated. */
    private static SigningKey key(String origin, String file) {
        try {
            return SigningKey.of(origin, Files.readString(Path.of(file)));
        } catch (IOException | InvalidPathException e) {
            throw new SettingException(KEY, "the file cannot be read");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SettingException(
                    KEY,
                    "the file must hold an Ed25519 private key in PEM, as openssl genpkey"
                            + " -algorithm ed25519 makes it");
        }
    }

    private static URI url(String to) {
        URI url = parsed(to);
        if (url == null || url.getHost() == null || url.getUserInfo() != null) {
            throw new SettingException(TO, "must be a directory, or a URL with a host");
        }
        return url;
    }

    private static @Nullable URI parsed(String to) {
        try {
            return URI.create(to);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Path directory(String to) {
        try {
            Path directory = Files.createDirectories(Path.of(to));
            if (to.isBlank() || !Files.isWritable(directory)) {
                throw new SettingException(TO, "the directory cannot be written to");
            }
            return directory;
        } catch (IOException | InvalidPathException e) {
            throw new SettingException(TO, "is no directory and none can be made there");
        }
    }
}
