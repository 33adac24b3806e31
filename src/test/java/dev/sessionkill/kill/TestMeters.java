package dev.sessionkill.kill;

import dev.sessionkill.dbbrain.TestAccounts;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.cumulative.CumulativeDistributionSummary;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** The meters of the account {@code default}, to be read. */
final class TestMeters {

    /** What happens when something of a pair that departs is measured. */
    volatile Runnable whenAPairDeparts = () -> {};

    final MeterRegistry registry =
            new SimpleMeterRegistry() {
                @Override
                protected DistributionSummary newDistributionSummary(
                        Meter.Id id, DistributionStatisticConfig config, double scale) {
                    return new CumulativeDistributionSummary(id, clock, config, scale, false) {
                        @Override
                        protected void recordNonNegative(double amount) {
                            super.recordNonNegative(amount);
                            whenAPairDeparts.run();
                        }
                    };
                }
            };
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
