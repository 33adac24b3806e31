package dev.sessionkill.kill;

import dev.sessionkill.dbbrain.TestAccounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** The meters of the account {@code default}, to be read. */
final class TestMeters {

    final MeterRegistry registry = new SimpleMeterRegistry();
    final KillMeters kills = new KillMeters(registry, TestAccounts.named("default"));

    double count(String name, String... tags) {
        return registry.get(name).tag("account", "default").tags(tags).counter().count();
    }

    long times(String name, String... tags) {
        return registry.get(name).tag("account", "default").tags(tags).timer().count();
    }

    double gauge(String name, String... tags) {
        return registry.get(name).tag("account", "default").tags(tags).gauge().value();
    }
}
