package dev.sessionkill.throttle;

import dev.sessionkill.core.AccountName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** What one budget shows of itself; docs/operations.md says what each meter means. */
final class BudgetMeters {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter exceeded;
    private final Map<Lane, Timer> waits = new EnumMap<>(Lane.class);
    private final Map<Lane, Counter> expired = new EnumMap<>(Lane.class);

    BudgetMeters(MeterRegistry registry, AccountName account, String action) {
        this.registry = registry;
        this.tags = Tags.of("account", account.value(), "action", action);
        this.exceeded =
                Counter.builder("gateway.budget.exceeded")
                        .description("Calls that the vendor refused as too many")
                        .baseUnit("calls")
                        .tags(tags)
                        .register(registry);
        // Whoever has to be spared does not wait.
        EnumSet.complementOf(EnumSet.of(Lane.SPARE))
                .forEach(
                        it -> {
                            waits.put(it, waitIn(it));
                            expired.put(it, expiredIn(it));
                        });
    }

    private Timer waitIn(Lane lane) {
        return Timer.builder("gateway.permit.wait")
                .description("How long a call waited for its permit")
                .tags(tags)
                .tag("lane", lane.name())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Counter expiredIn(Lane lane) {
        return Counter.builder("gateway.permit.expired")
                .description("Calls that got no permit in time and were not sent")
                .baseUnit("calls")
                .tags(tags)
                .tag("lane", lane.name())
                .register(registry);
    }

    /** Shows how that queue stands whenever it is asked. */
    void watch(CallQueue queue) {
        gauge("limit", "Calls that may be sent in a second", queue, it -> it.usage().limit());
        gauge(
                "used",
                "Calls that were sent in the last second, by all replicas",
                queue,
                it -> it.usage().usedInLastSecond());
        gauge("open", "Calls that could be sent at once", queue, CallQueue::open);
        gauge("queued", "Calls of this process that wait for a permit", queue, CallQueue::waiting);
    }

    private void gauge(
            String name, String description, CallQueue queue, ToDoubleFunction<CallQueue> value) {
        Gauge.builder("gateway.budget." + name, () -> value.applyAsDouble(queue))
                .description(description)
                .baseUnit("calls")
                .tags(tags)
                .register(registry);
    }

    void exceeded() {
        exceeded.increment();
    }

    /** A call got its permit after so long. */
    void granted(Lane lane, Duration after) {
        Objects.requireNonNull(waits.get(lane)).record(after);
    }

    /** A call got none. */
    void expired(Lane lane) {
        Objects.requireNonNull(expired.get(lane)).increment();
    }
}
