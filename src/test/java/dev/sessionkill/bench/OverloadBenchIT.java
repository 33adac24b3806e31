package dev.sessionkill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Five times as many kills as the limit allows, and five thousand that wait. */
@Tag("bench")
class OverloadBenchIT {

    private static final Duration PACE = Duration.ofMillis(20);
    private static final int SECONDS = 60;
    private static final int WAITING = 5_000;

    @Test
    void shedsAtOnceWhatItCannotDoInTime() throws Exception {
        Duration time = Saturation.time(SECONDS);
        try (Stage stage = Stage.on(Database.SQLITE)) {
            Gateway gateway = stage.gateway("--gateway.kill.deadline=20s");
            stage.warm(gateway.uri(), 600);
            stage.rest();
            List<String> callers = stage.vendor().callers("caller", 100);
            List<Future<Answer>> futures = new ArrayList<>();
            List<Double> heap = new ArrayList<>();
            int perSecond = (int) Duration.ofSeconds(1).dividedBy(PACE);
            for (int second = 0; second < time.toSeconds(); second++) {
                int first = second * perSecond;
                futures.addAll(
                        stage.load()
                                .start(
                                        gateway.uri(),
                                        perSecond,
                                        i -> kill(stage, callers, first + i),
                                        PACE));
                heap.add(gateway.heapMiB());
            }
            List<Answer> answers = Load.answers(futures);
            List<Answer> shed = answers.stream().filter(Answer::wasShed).toList();
            List<Answer> admitted = answers.stream().filter(it -> !it.wasShed()).toList();
            Figures refusals = Figures.of(shed, Answer::millis);

            new Report(
                            "overload",
                            "admitted that ended as KILLED",
                            "shed",
                            "shed answers, p50, p99 ms",
                            "heap, first and second half, MiB",
                            "resident, MiB")
                    .row(
                            Report.percent(killed(admitted) / (double) admitted.size()),
                            Report.percent(shed.size() / (double) answers.size()),
                            Report.number(refusals.percentile(50))
                                    + ", "
                                    + Report.number(refusals.percentile(99)),
                            Report.number(median(heap.subList(0, heap.size() / 2)))
                                    + ", "
                                    + Report.number(
                                            median(heap.subList(heap.size() / 2, heap.size()))),
                            Report.number(gateway.residentMiB()))
                    .write();
            assertThat(admitted).extracting(Answer::summary).containsOnly("200 KILLED");
            assertThat(refusals.percentile(99)).isLessThanOrEqualTo(50);
        }
    }

    @Test
    void letsFiveThousandRequestsWaitInASmallHeap() throws Exception {
        try (Stage stage = Stage.on(Database.SQLITE)) {
            Gateway gateway =
                    stage.gatewayWith(
                            List.of("-Xmx256m"),
                            "--gateway.kill.queue-limit=" + WAITING,
                            "--gateway.kill.deadline=1200s",
                            "--gateway.kill.max-wait=60s");
            stage.warm(gateway.uri(), 600);
            stage.rest();
            List<String> callers = stage.vendor().callers("caller", 500);
            List<Future<Answer>> futures =
                    stage.load()
                            .start(
                                    gateway.uri(),
                                    WAITING,
                                    i -> kill(stage, callers, i),
                                    Duration.ofMillis(5));
            double heap = gateway.heapMiB();
            double resident = gateway.residentMiB();
            List<Answer> answers = Load.answers(futures);

            List<Answer> early =
                    answers.stream().filter(it -> it.status() == 202 && !waited(it)).toList();
            new Report(
                            "waiting",
                            "requests",
                            "accepted",
                            "of them told 202 at once",
                            "those, p99 ms",
                            "heap, MiB",
                            "resident, MiB")
                    .row(
                            WAITING,
                            answers.stream().filter(it -> it.status() / 100 == 2).count(),
                            early.size(),
                            Report.number(Figures.of(early, Answer::millis).percentile(99)),
                            Report.number(heap),
                            Report.number(resident))
                    .write();
            assertThat(answers).extracting(Answer::status).containsOnly(200, 202);
        }
    }

    /** As long as it asked for, and not because there was no room. */
    private static boolean waited(Answer answer) {
        return answer.millis() >= TimeUnit.MINUTES.toMillis(1);
    }

    private static Kill kill(Stage stage, List<String> callers, int number) {
        String instance = "cdb-over" + number;
        stage.vendor().populate(instance, 1);
        return new Kill(callers.get(number % callers.size()), instance, List.of(1L));
    }

    private static long killed(List<Answer> answers) {
        return answers.stream().filter(it -> it.result().equals("KILLED")).count();
    }

    private static double median(List<Double> figures) {
        return Figures.of(figures, it -> it).percentile(50);
    }
}
