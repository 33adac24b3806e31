package dev.sessionkill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether the limit is kept and used when more always waits: alone, and as three replicas. */
@Tag("bench")
class SaturationBenchIT {

    private static final int CALLERS = 60;
    private static final int SECONDS = 120;

    /** Of ten callers seven ask the first replica, two the second and one the third. */
    private static final int[] UNEVEN = {0, 0, 0, 0, 0, 0, 0, 1, 1, 2};

    @Test
    void oneReplicaUsesTheLimitAndNeverExceedsIt() throws Exception {
        try (Stage stage = Stage.on(Database.POSTGRESQL)) {
            URI gateway = stage.gateway().uri();
            stage.warm(gateway, 200);
            stage.rest();
            Saturation saturation = new Saturation(stage, Saturation.time(SECONDS));
            List<Answer> answers = saturation.callers(CALLERS, _ -> gateway).answers();

            report(stage, "saturation-one", "1 replica", saturation, answers);
            assertThat(stage.worstSecond()).isLessThanOrEqualTo(Limiter.LIMIT);
            assertThat(saturation.used()).isGreaterThanOrEqualTo(0.97);
            assertThat(answers).extracting(Answer::summary).containsOnly("200 KILLED");
        }
    }

    @Test
    void threeReplicasShareTheLimit() throws Exception {
        try (Stage stage = Stage.on(Database.POSTGRESQL)) {
            List<Gateway> replicas = Stream.generate(stage::gateway).limit(3).toList();
            for (Gateway it : replicas) {
                stage.warm(it.uri(), 100);
            }
            stage.rest();
            Saturation saturation = new Saturation(stage, Saturation.time(SECONDS));
            List<Answer> answers =
                    saturation
                            .callers(CALLERS, it -> replicas.get(UNEVEN[it % 10]).uri())
                            .answers();

            report(stage, "saturation-three", "3 replicas, uneven load", saturation, answers);
            assertThat(stage.worstSecond()).isLessThanOrEqualTo(Limiter.LIMIT);
            assertThat(saturation.used()).isGreaterThanOrEqualTo(0.97);
            assertThat(answers).extracting(Answer::summary).containsOnly("200 KILLED");
        }
    }

    @Test
    void threeReplicasShareTheLimitWhileEachIsReplaced() throws Exception {
        assertThat(replacing("saturation-restart", "3 replicas, each replaced", Gateway::close))
                .isGreaterThanOrEqualTo(0.95);
    }

    /** What a dead one held of the budget is held until nothing of it can be on its way. */
    @Test
    void threeReplicasShareTheLimitWhileEachIsKilled() throws Exception {
        assertThat(replacing("saturation-kill", "3 replicas, each killed", Gateway::kill))
                .isGreaterThanOrEqualTo(0.9);
    }

    /** How much of the limit is used while each of three replicas ends and has a successor. */
    private static double replacing(String name, String what, Consumer<Gateway> end)
            throws Exception {
        try (Stage stage = Stage.on(Database.POSTGRESQL)) {
            AtomicReferenceArray<Gateway> replicas = new AtomicReferenceArray<>(3);
            for (int i = 0; i < 3; i++) {
                replicas.set(i, stage.gateway());
                stage.warm(replicas.get(i).uri(), 100);
            }
            stage.rest();
            Saturation saturation = new Saturation(stage, Saturation.time(SECONDS));
            saturation.callers(CALLERS, it -> replicas.get(UNEVEN[it % 10]).uri());
            long step = (saturation.until() - saturation.from()) / 4;
            for (int i = 0; i < 3; i++) {
                await(saturation.from() + step * (i + 1) - step / 2);
                // Kubernetes starts the successor first and sends nobody to who is stopping.
                Gateway leaving = replicas.getAndSet(i, stage.gateway());
                end.accept(leaving);
            }
            List<Answer> answers = saturation.answers();

            report(stage, name, what, saturation, answers);
            assertThat(stage.worstSecond()).isLessThanOrEqualTo(Limiter.LIMIT);
            return saturation.used();
        }
    }

    private static void await(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void report(
            Stage stage, String name, String what, Saturation saturation, List<Answer> answers) {
        new Report(
                        name,
                        "gateways",
                        "used",
                        "worst sliding second",
                        "noted late by up to ms",
                        "kills",
                        "not answered with 200")
                .row(
                        what,
                        Report.percent(saturation.used()),
                        saturation.arrivals().worstSecond(),
                        Report.number(stage.lateMillis()),
                        answers.size(),
                        answers.stream().filter(it -> it.status() != 200).count())
                .plot(name, saturation.plot("Arrivals at the vendor: " + what))
                .write();
    }
}
