package dev.sessionkill.dbbrain;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What one account's calls show of themselves; docs/operations.md says what each meter means. */
final class CallMeters {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5)
    };

    private static final Duration[] AGES_OF_TICKETS = {
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(4),
        Duration.ofSeconds(6),
        Ticket.GOOD_FOR
    };

    private final Map<Stage, Replies> calls = new EnumMap<>(Stage.class);
    private final Timer gap;

    CallMeters(MeterRegistry registry, AccountName account) {
        for (Stage stage : Stage.values()) {
            calls.put(
                    stage,
                    new Replies(
                            calls(registry, account, stage, "DONE"),
                            calls(registry, account, stage, "BUSY"),
                            calls(registry, account, stage, "REFUSED"),
                            calls(registry, account, stage, "UNKNOWN")));
        }
        gap =
                Timer.builder("gateway.commit.gap")
                        .description("From the sending of a Prepare to the sending of its Commit")
                        .tag("account", account.value())
                        .serviceLevelObjectives(AGES_OF_TICKETS)
                        .register(registry);
    }

    /** Of one stage. */
    private record Replies(Timer done, Timer busy, Timer refused, Timer unknown) {

        Timer of(Reply<?> reply) {
            return switch (reply) {
                case Reply.Done<?> _ -> done;
                case Reply.Busy<?> _ -> busy;
                case Reply.Refused<?> _ -> refused;
                case Reply.Unknown<?> _ -> unknown;
            };
        }
    }

    private static Timer calls(
            MeterRegistry registry, AccountName account, Stage stage, String reply) {
        return Timer.builder("gateway.upstream.calls")
                .description("Calls to the vendor, from their sending to what became of them")
                .tag("account", account.value())
                .tag("action", AccountConfiguration.action(stage))
                .tag("stage", stage.name())
                .tag("reply", reply)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    void answered(Stage stage, Reply<?> reply, Duration took) {
        Objects.requireNonNull(calls.get(stage)).of(reply).record(took);
    }

    /** A Commit was sent so long after its Prepare. */
    void committed(Duration afterPrepare) {
        gap.record(afterPrepare);
    }
}
