package dev.sessionkill.dbbrain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of one cloud account, {@code gateway.accounts.<name>}.
 *
 * @param endpoint where DBbrain is, {@code https://dbbrain.<region>.tencentcloudapi.com}
 * @param region used when a request names none
 * @param regions what a request may name; the region alone when absent
 * @param callsPerSecond the vendor's limit per action, 20 unless it raised it
 * @param callTimeout for one call from connecting to the last byte of its answer
 * @param credentials whose they are
 */
record AccountSettings(
        @Nullable String endpoint,
        @Nullable String region,
        @Nullable List<String> regions,
        @DefaultValue("20") int callsPerSecond,
        @DefaultValue("5s") Duration callTimeout,
        @Nullable CredentialSettings credentials) {

    /** For the record: where calls go, how many, and where the keys come from. */
    Map<String, ?> withoutSecrets() {
        return Map.of(
                "endpoint",
                String.valueOf(endpoint),
                "region",
                String.valueOf(region),
                "regions",
                regions == null
                        ? List.of(String.valueOf(region))
                        : regions.stream().sorted().toList(),
                "callsPerSecond",
                callsPerSecond,
                "callTimeout",
                callTimeout.toString(),
                "credentials",
                credentials == null ? "" : credentials.place());
    }
}
