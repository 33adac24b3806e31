package dev.sessionkill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** PostgreSQL is restarted while more always waits. */
@Tag("bench")
class RestartBenchIT {

    private static final int SECONDS = 60;

    @Test
    void exceedsNothingAndGoesOnByItself() throws Exception {
        try (RestartedPostgres database = new RestartedPostgres();
                Stage stage = Stage.on(database.url())) {
            URI gateway = stage.gateway().uri();
            stage.warm(gateway, 200);
            stage.rest();
            Saturation saturation = new Saturation(stage, Saturation.time(SECONDS));
            saturation.callers(60, _ -> gateway);
            Thread.sleep(Duration.ofSeconds(20));

            long down = System.nanoTime();
            database.restart();
            long back = System.nanoTime();

            List<Answer> answers = saturation.answers();
            double longest = saturation.arrivals().firstAfter(back) - back;
            new Report(
                            "restart",
                            "first call after it was back, s",
                            "it was away for s",
                            "worst sliding second",
                            "noted late by up to ms",
                            "kills",
                            "turned away")
                    .row(
                            Report.number(longest / 1e9),
                            Report.number((back - down) / 1e9),
                            saturation.arrivals().worstSecond(),
                            Report.number(stage.lateMillis()),
                            answers.stream().filter(it -> it.result().equals("KILLED")).count(),
                            answers.stream().filter(Answer::wasShed).count())
                    .plot("restart", saturation.plot("PostgreSQL is restarted"))
                    .write();
            assertThat(stage.worstSecond()).isLessThanOrEqualTo(Limiter.LIMIT);
            assertThat(longest / 1e9).isLessThanOrEqualTo(10);
            assertThat(answers).extracting(Answer::result).doesNotContain("UNKNOWN");
        }
    }
}
