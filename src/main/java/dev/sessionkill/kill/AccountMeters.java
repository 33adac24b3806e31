package dev.sessionkill.kill;

import dev.sessionkill.core.AccountName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What the kills of one account show; docs/operations.md says what each meter means. */
final class AccountMeters {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    /** A large transaction may roll back for hours. */
    private static final Duration[] DEATHS = {
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofHours(1)
    };

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<KillResult, Timer> finished = new EnumMap<>(KillResult.class);
    private final Timer cancelled;
    private final Timer expired;
    private final Map<SessionOutcome, Counter> sessions = new EnumMap<>(SessionOutcome.class);
    private final Timer death;
    private final Pairs pairs;
    private final Counter lost;
    private final Counter takenOver;

    AccountMeters(MeterRegistry registry, AccountName account) {
        this.registry = registry;
        this.tags = Tags.of("account", account.value());
        for (KillResult result : KillResult.values()) {
            finished.put(result, kills(KillState.FINISHED, result));
        }
        cancelled = kills(KillState.CANCELLED, KillResult.NOT_KILLED);
        expired = kills(KillState.EXPIRED, KillResult.NOT_KILLED);
        for (SessionOutcome outcome : SessionOutcome.values()) {
            sessions.put(
                    outcome,
                    Counter.builder("gateway.kill.sessions")
                            .description("Sessions of kills that ended, by what became of them")
                            .baseUnit("sessions")
                            .tags(tags)
                            .tag("outcome", outcome.name())
                            .register(registry));
        }
        death =
                Timer.builder("gateway.session.death")
                        .description("From the answer to a Commit until its session was gone")
                        .tags(tags)
                        .serviceLevelObjectives(DEATHS)
                        .register(registry);
        pairs = new Pairs(registry, tags);
        lost = counter("gateway.lost.leases", "leases", "Kills that somebody else took away");
        takenOver = counter("gateway.taken.over", "kills", "Kills taken over from others");
    }

    private Timer kills(KillState state, KillResult result) {
        return Timer.builder("gateway.kills")
                .description("Kills that ended, from their request to their end")
                .tags(tags)
                .tag("state", state.name())
                .tag("result", result.name())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Counter counter(String name, String unit, String description) {
        return Counter.builder(name)
                .description(description)
                .baseUnit(unit)
                .tags(tags)
                .register(registry);
    }

    /** What goes together. */
    Pairs pairs() {
        return pairs;
    }

    /** A kill has ended. */
    void ended(Kill kill, Ending ending) {
        timer(ending.state(), ending.result()).record(since(kill.requestedAt()));
        count(ending.sessions());
        for (KillSession session : ending.sessions()) {
            Duration goneAfter = session.finding().goneAfter();
            if (goneAfter != null) {
                gone(goneAfter);
            }
        }
    }

    /** A kill was called off before it began. */
    void cancelled(Kill kill) {
        cancelled.record(since(kill.requestedAt()));
        count(kill.sessions());
    }

    private Timer timer(KillState state, KillResult result) {
        return state == KillState.EXPIRED ? expired : Objects.requireNonNull(finished.get(result));
    }

    private void count(Collection<KillSession> ended) {
        for (KillSession session : ended) {
            SessionOutcome outcome = session.outcome();
            Objects.requireNonNull(sessions.get(outcome == null ? SessionOutcome.UNKNOWN : outcome))
                    .increment();
        }
    }

    /** The database's clock and ours may differ a little. */
    private static Duration since(Instant then) {
        Duration since = Duration.between(then, Instant.now());
        return since.isNegative() ? Duration.ZERO : since;
    }

    /** A session was seen to be gone so long after its Commit. */
    void gone(Duration afterCommit) {
        death.record(afterCommit);
    }

    /** A kill that was carried out here is somebody else's by now. */
    void lost() {
        lost.increment();
    }

    /** A kill is carried on here that somebody else had to leave. */
    void takenOver() {
        takenOver.increment();
    }
}
