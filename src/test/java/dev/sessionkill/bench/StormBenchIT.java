package dev.sessionkill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.Match;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two thousand kill requests of two hundred callers at once, on one instance. */
@Tag("bench")
class StormBenchIT {

    private static final int REQUESTS = 2_000;
    private static final int CALLERS = 200;
    private static final int SAME = 20;
    private static final String INSTANCE = "cdb-storm";

    @ParameterizedTest
    @EnumSource(Database.class)
    void isThirtyTimesTheRivalWithASessionEach(Database database) throws Exception {
        try (Stage stage = Stage.on(database)) {
            Storm storm =
                    storm(
                            stage,
                            i -> List.of(i + 1L),
                            "storm-distinct-" + database.title().toLowerCase(Locale.ROOT));
            for (Answer it : storm.answers()) {
                assertThat(it.status()).as(it.body().toString()).isEqualTo(200);
                assertThat(it.threads()).isEqualTo(it.kill().threads());
                assertThat(it.result()).isEqualTo("KILLED");
            }
            assertThat(storm.ratio()).isGreaterThanOrEqualTo(30);
            assertThat(storm.latencies().percentile(99)).isLessThanOrEqualTo(8_000);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void isAHundredTimesTheRivalWithTheSameSessions(Database database) throws Exception {
        List<Long> same = LongStream.rangeClosed(1, SAME).boxed().toList();
        try (Stage stage = Stage.on(database)) {
            Storm storm =
                    storm(
                            stage,
                            _ -> same,
                            "storm-same-" + database.title().toLowerCase(Locale.ROOT));
            for (Answer it : storm.answers()) {
                assertThat(it.status()).as(it.body().toString()).isEqualTo(200);
                assertThat(new HashSet<>(it.threads())).isEqualTo(new HashSet<>(same));
                assertThat(it.hasOnly("KILLED", "ALREADY_GONE")).isTrue();
            }
            assertThat(storm.ratio()).isGreaterThanOrEqualTo(100);
            assertThat(storm.latencies().percentile(99)).isLessThanOrEqualTo(8_000);
        }
    }

    /** Which sessions a request names. */
    private interface Threads {
        List<Long> of(int request);
    }

    /**
     * What was measured.
     *
     * @param rival kill requests a second of the naive service
     */
    private record Storm(List<Answer> answers, double perSecond, double rival) {

        double ratio() {
            return perSecond / rival;
        }

        Figures latencies() {
            return Figures.of(answers, Answer::millis);
        }
    }

    private static Storm storm(Stage stage, Threads threads, String name) throws Exception {
        Gateway gateway = stage.gateway();
        for (int i = 0; i < 2; i++) {
            stage.vendor().populate(INSTANCE, REQUESTS);
            run(stage, gateway, threads);
            stage.rest();
        }
        stage.vendor().populate(INSTANCE, REQUESTS);
        stage.vendor().populate("cdb-rival", REQUESTS);
        double rival =
                new Rival(stage.vendor()).requestsPerSecond("cdb-rival", Duration.ofSeconds(20));
        stage.rest();

        List<Answer> answers = run(stage, gateway, threads);

        long begin = answers.stream().mapToLong(Answer::scheduled).min().orElseThrow();
        long end = answers.stream().mapToLong(Answer::done).max().orElseThrow();
        Storm storm = new Storm(answers, REQUESTS * 1e9 / (end - begin), rival);
        Figures latencies = storm.latencies();
        new Report(
                        name,
                        "kill requests a second / the rival's",
                        "requests a second",
                        "the rival's",
                        "p50 ms",
                        "p99 ms",
                        "calls of KillMySqlThreads",
                        "worst second")
                .row(
                        Report.ratio(storm.ratio()),
                        Report.number(storm.perSecond()),
                        Report.number(rival),
                        Report.number(latencies.percentile(50)),
                        Report.number(latencies.percentile(99)),
                        stage.vendor().arrivals(Match.KILL_ACTION).count(),
                        stage.vendor().arrivals(Match.KILL_ACTION).worstSecond())
                .plot(
                        name,
                        new Plot(
                                "A storm: how long requests took",
                                "per cent of the requests",
                                "ms",
                                List.of(new Plot.Line("gateway", latencies.curve()))))
                .write();
        return storm;
    }

    private static List<Answer> run(Stage stage, Gateway gateway, Threads threads)
            throws InterruptedException {
        List<String> callers = stage.vendor().callers("caller", CALLERS);
        List<Kill> kills = new ArrayList<>();
        IntStream.range(0, REQUESTS)
                .forEach(
                        it ->
                                kills.add(
                                        new Kill(
                                                callers.get(it % CALLERS),
                                                INSTANCE,
                                                threads.of(it))));
        return stage.load().together(gateway.uri(), kills);
    }
}
