package dev.sessionkill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.Match;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
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

    /** With less room for what is young, a tenth of the time goes into copying what waits. */
    private static final List<String> LARGE = List.of("-Xmx1g", "-Xmn600m");

    /** Storms that came before: the machine compiles what is often run. */
    private static final int BEFORE = 20;

    private static final String INSTANCE = "cdb-storm";

    @ParameterizedTest
    @EnumSource(Database.class)
    void isThirtyTimesTheRivalWithASessionEach(Database database) throws Exception {
        try (Stage stage = Stage.on(database)) {
            Storm storm = storm(stage, i -> List.of(i + 1L), it -> it.result().equals("KILLED"));
            storm.report("storm-distinct-" + database.title().toLowerCase(Locale.ROOT));
            assertThat(storm.ratio()).isGreaterThanOrEqualTo(30);
            assertThat(storm.latencies().percentile(99)).isLessThanOrEqualTo(8_000);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void isAHundredTimesTheRivalWithTheSameSessions(Database database) throws Exception {
        List<Long> same = LongStream.rangeClosed(1, SAME).boxed().toList();
        try (Stage stage = Stage.on(database)) {
            Storm storm = storm(stage, _ -> same, it -> it.hasOnly("KILLED", "ALREADY_GONE"));
            storm.report("storm-same-" + database.title().toLowerCase(Locale.ROOT));
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
     * @param cpu that of the gateway, in milliseconds for a request
     * @param rival kill requests a second of the naive service
     * @param calls of KillMySqlThreads
     */
    private record Storm(
            List<Answer> answers, double cpu, double rival, long calls, int worstSecond) {

        double perSecond() {
            long begin = answers.stream().mapToLong(Answer::scheduled).min().orElseThrow();
            long end = answers.stream().mapToLong(Answer::done).max().orElseThrow();
            return REQUESTS * 1e9 / (end - begin);
        }

        double ratio() {
            return perSecond() / rival;
        }

        Figures latencies() {
            return Figures.of(answers, Answer::millis);
        }

        void report(String name) {
            new Report(
                            name,
                            "kill requests a second / the rival's",
                            "requests a second",
                            "the rival's",
                            "p50 ms",
                            "p99 ms",
                            "CPU of the gateway, ms a request",
                            "calls of KillMySqlThreads",
                            "worst second")
                    .row(
                            Report.ratio(ratio()),
                            Report.number(perSecond()),
                            Report.number(rival),
                            Report.number(latencies().percentile(50)),
                            Report.number(latencies().percentile(99)),
                            Report.number(cpu),
                            calls,
                            worstSecond)
                    .plot(
                            name,
                            new Plot(
                                    "A storm: how long requests took",
                                    "per cent of the requests",
                                    "ms",
                                    List.of(new Plot.Line("gateway", latencies().curve()))))
                    .write();
        }
    }

    /**
     * Carries one out on a gateway that has seen others.
     *
     * @param isRight whether the sessions of an answer have ended as they should
     */
    private static Storm storm(Stage stage, Threads threads, Predicate<Answer> isRight)
            throws Exception {
        Gateway gateway = stage.gatewayWith(LARGE);
        for (int i = 0; i < BEFORE; i++) {
            stage.vendor().populate(INSTANCE, REQUESTS);
            check(run(stage, gateway, threads), isRight);
            stage.rest();
        }
        stage.vendor().populate(INSTANCE, REQUESTS);
        stage.vendor().populate("cdb-rival", REQUESTS);
        double rival =
                new Rival(stage.vendor()).requestsPerSecond("cdb-rival", Duration.ofSeconds(20));
        stage.rest();

        double begun = gateway.cpuSeconds();
        List<Answer> answers = run(stage, gateway, threads);
        double cpu = (gateway.cpuSeconds() - begun) * 1_000 / REQUESTS;

        check(answers, isRight);
        Arrivals arrivals = stage.vendor().arrivals(Match.KILL_ACTION);
        return new Storm(answers, cpu, rival, arrivals.count(), arrivals.worstSecond());
    }

    /** Everybody was answered about his own sessions, and about nobody else's. */
    private static void check(List<Answer> answers, Predicate<Answer> isRight) {
        for (Answer it : answers) {
            assertThat(it.status()).as(it.body().toString()).isEqualTo(200);
            assertThat(it.threads()).containsExactlyInAnyOrderElementsOf(it.kill().threads());
            assertThat(it).matches(isRight);
        }
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
