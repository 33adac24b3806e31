package dev.sessionkill.audit;

import dev.sessionkill.audit.RecordState.Standing;
import dev.sessionkill.audit.RunningVerification.Progress;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the record shows of itself. Ages are those of the last look and grow since then, so that
 * they tell of a database that does not answer, and nobody who asks for them waits for it.
 */
class RecordMeters {

    private final LongSupplier nanoTime;
    private volatile @Nullable Look last;

    RecordMeters(
            MeterRegistry registry,
            RunningVerification verification,
            CheckpointSchedule schedule,
            LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        age(registry, "head", "How old the last event is", Look::head);
        age(registry, "checkpoint", "How old the newest checkpoint is", Look::checkpoint);
        age(registry, "verification", "How long ago all was found to be sound", Look::verified);
        for (Standing standing : Standing.values()) {
            Gauge.builder(
                            "gateway.audit.verification",
                            () -> verification.progress().standing() == standing ? 1 : 0)
                    .description("1 for what the verification says of the record, 0 for the others")
                    .tag("standing", standing.name())
                    .register(registry);
        }
        Gauge.builder(
                        "gateway.audit.checkpoint.refused",
                        () -> schedule.refusal().isPresent() ? 1 : 0)
                .description(
                        "1 while no checkpoint is made because the record is not sound, else 0")
                .register(registry);
    }

    /**
     * How old things were when the database was asked last, on its own clock.
     *
     * @param at when that was, on the clock of {@link System#nanoTime}
     * @param head the last event; null when there is none
     * @param checkpoint the newest checkpoint; null when there is none
     * @param verified the last time that the whole record was found to be sound; null before
     */
    private record Look(
            long at,
            @Nullable Duration head,
            @Nullable Duration checkpoint,
            @Nullable Duration verified) {}

    /** Which age. */
    private interface Age {
        @Nullable Duration of(Look look);
    }

    private void age(MeterRegistry registry, String what, String description, Age age) {
        Supplier<Number> value = () -> seconds(age);
        TimeGauge.builder("gateway.audit." + what + ".age", value, TimeUnit.SECONDS)
                .description(description)
                .register(registry);
    }

    private double seconds(Age age) {
        Look look = last;
        Duration then = look == null ? null : age.of(look);
        return look == null || then == null
                ? Double.NaN
                : (then.toNanos() + nanoTime.getAsLong() - look.at()) / 1e9;
    }

    void looked(ChainReader.Now now, Progress progress) {
        AuditTable.Head head = now.head();
        last =
                new Look(
                        nanoTime.getAsLong(),
                        head.at() == 0 ? null : age(head, Instant.ofEpochMilli(head.at())),
                        now.newest().map(it -> age(head, it.checkpoint().at())).orElse(null),
                        progress.at() == null ? null : age(head, progress.at()));
    }

    private static Duration age(AuditTable.Head head, Instant then) {
        Duration age = Duration.between(then, Instant.ofEpochMilli(head.now()));
        return age.isNegative() ? Duration.ZERO : age;
    }
}
