package dev.sessionkill.fuzz;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Good values for what a schema alone does not tell. */
final class Examples {

    private final Map<String, String> known;

    /**
     * @param instance the one that the request is about
     */
    Examples(String instance) {
        known =
                Map.of(
                        "instanceId", instance,
                        "product", "mysql",
                        "account", "default",
                        "region", "ap-guangzhou",
                        "reason", "a fuzzed " + Canary.VALUE,
                        "user", "report",
                        "db", "shop",
                        "observedAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                        "result", "KILLED",
                        "kind", "REQUESTED");
    }

    Optional<String> of(String name) {
        return Optional.ofNullable(known.get(name));
    }
}
