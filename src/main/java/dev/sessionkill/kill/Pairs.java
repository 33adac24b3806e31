package dev.sessionkill.kill;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What departures show: how many kills share a pair of calls, and how long each waited. */
final class Pairs {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private final DistributionSummary kills;
    private final DistributionSummary sessions;
    private final Timer urgent;
    private final Timer ordinary;

    Pairs(MeterRegistry registry, Tags tags) {
        kills = summary(registry, tags, "kills", "Kills that departed together");
        sessions = summary(registry, tags, "sessions", "Different sessions of those kills");
        urgent = wait(registry, tags, "URGENT");
        ordinary = wait(registry, tags, "ORDINARY");
    }

    private static DistributionSummary summary(
            MeterRegistry registry, Tags tags, String unit, String description) {
        return DistributionSummary.builder("gateway.pair." + unit)
                .description(description)
                .baseUnit(unit)
                .tags(tags)
                .serviceLevelObjectives(1, 2, 5, 10, 20, 50, KillOrder.MOST)
                .register(registry);
    }

    private static Timer wait(MeterRegistry registry, Tags tags, String lane) {
        return Timer.builder("gateway.turn.wait")
                .description("How long a kill waited for its turn")
                .tags(tags)
                .tag("lane", lane)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** Those kills depart together. */
    void departed(Batch batch) {
        kills.record(batch.size());
        sessions.record(batch.open().size());
        batch.members()
                .forEach(it -> (it.rules().urgent() ? urgent : ordinary).record(it.waited()));
    }
}
