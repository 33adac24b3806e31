package dev.sessionkill.kill;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.dbbrain.Accounts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Shows, when it is asked, how many kills wait and are under way here. */
@Component
class KillGauges {

    private final MeterRegistry registry;

    KillGauges(
            MeterRegistry registry, Accounts accounts, Dispatchers dispatchers, KillRunner runner) {
        this.registry = registry;
        accounts.names().forEach(it -> queued(it, dispatchers));
        accounts.names().forEach(it -> underWay(it, runner.running()));
    }

    private void queued(AccountName account, Dispatchers dispatchers) {
        Tags tags = Tags.of("account", account.value());
        String description = "Kills that wait for their turn here";
        gauge(
                "queued",
                description,
                tags.and("lane", "URGENT"),
                () -> dispatchers.waiting(account, true));
        gauge(
                "queued",
                description,
                tags.and("lane", "ORDINARY"),
                () -> dispatchers.waiting(account, false));
    }

    private void underWay(AccountName account, RunningKills running) {
        Tags tags = Tags.of("account", account.value());
        gauge(
                "open",
                "Kills that wait or are under way here",
                tags,
                () -> running.of(account).count());
        gauge(
                "unknown",
                "Kills under way here of which it is being found out what their Commit did",
                tags,
                () -> running.of(account).filter(it -> it.track().isFateUnknown()).count());
    }

    private void gauge(String name, String description, Tags tags, Supplier<Number> value) {
        Gauge.builder("gateway." + name, value)
                .description(description)
                .baseUnit("kills")
                .tags(tags)
                .register(registry);
    }
}
