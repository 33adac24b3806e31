package dev.sessionkill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one caller who asks fifty times as often as each of the others does to them. */
@Tag("bench")
class FairnessBenchIT {

    private static final int OTHERS = 20;

    /** One kill each four seconds of each of twenty: half of the budget. */
    private static final Duration PACE = Duration.ofMillis(200);

    private static final Duration HIS_PACE = PACE.multipliedBy(OTHERS).dividedBy(50);
    private static final Duration TIME = Duration.ofSeconds(40);

    private final AtomicInteger last = new AtomicInteger();

    @Test
    void delaysTheOthersLittle() throws Exception {
        try (Stage stage = Stage.on(Database.SQLITE)) {
            Gateway gateway = stage.gateway();
            stage.warm(gateway.uri(), 400);
            stage.rest();

            Figures before = Figures.of(others(stage, gateway), Answer::millis);
            stage.rest();
            List<Future<Answer>> his = new ArrayList<>();
            String token = stage.vendor().callers("loop", 1).getFirst();
            int count = (int) TIME.dividedBy(HIS_PACE);
            Thread.startVirtualThread(
                    () ->
                            his.addAll(
                                    stage.load()
                                            .start(
                                                    gateway.uri(),
                                                    count,
                                                    _ -> kill(stage, token),
                                                    HIS_PACE)));
            List<Answer> answers = others(stage, gateway);
            Figures with = Figures.of(answers, Answer::millis);

            double growth = with.percentile(99) - before.percentile(99);
            new Report(
                            "fairness",
                            "the others' p99 with him / without him",
                            "p50 without, with, ms",
                            "p99 without, with, ms",
                            "grew by ms")
                    .row(
                            Report.ratio(with.percentile(99) / before.percentile(99)),
                            Report.number(before.percentile(50))
                                    + ", "
                                    + Report.number(with.percentile(50)),
                            Report.number(before.percentile(99))
                                    + ", "
                                    + Report.number(with.percentile(99)),
                            Report.number(growth))
                    .plot(
                            "fairness",
                            new Plot(
                                    "The others' kills",
                                    "per cent of the kills",
                                    "ms",
                                    List.of(
                                            new Plot.Line("without him", before.curve()),
                                            new Plot.Line("with him", with.curve()))))
                    .write();
            assertThat(answers).extracting(Answer::summary).containsOnly("200 KILLED");
            assertThat(growth).isLessThanOrEqualTo(Math.max(1_000, 0.2 * before.percentile(99)));
        }
    }

    private List<Answer> others(Stage stage, Gateway gateway) throws InterruptedException {
        List<String> tokens = stage.vendor().callers("other", OTHERS);
        List<Kill> kills = new ArrayList<>();
        for (int i = 0; i < TIME.dividedBy(PACE); i++) {
            kills.add(kill(stage, tokens.get(i % OTHERS)));
        }
        return stage.load().schedule(gateway.uri(), kills, PACE);
    }

    private Kill kill(Stage stage, String token) {
        String instance = "cdb-fair" + last.incrementAndGet();
        stage.vendor().populate(instance, 1);
        return new Kill(token, instance, List.of(1L));
    }
}
