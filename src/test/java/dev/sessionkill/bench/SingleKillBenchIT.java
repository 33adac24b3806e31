package dev.sessionkill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the gateway adds to the calls that a careful client would make itself. */
@Tag("bench")
class SingleKillBenchIT {

    private static final int WARM_UP = 60;
    private static final int KILLS = 250;
    private static final String INSTANCE = "cdb-single";

    /** Between two kills, so that all slots are open and nothing is still being written. */
    private static final Duration IDLE = Duration.ofMillis(120);

    private final Executor beside = Executors.newVirtualThreadPerTaskExecutor();

    @ParameterizedTest
    @EnumSource(Database.class)
    void costsLittleMoreThanItsCalls(Database database) throws Exception {
        try (Stage stage = Stage.on(database)) {
            Gateway gateway = stage.gateway();
            stage.warm(gateway.uri(), 600);
            stage.vendor().populate(INSTANCE, 2 * (WARM_UP + KILLS));
            DirectSdk sdk = new DirectSdk(stage.vendor());
            String token = stage.vendor().callers("oncall", 1).getFirst();
            List<Double> through = new ArrayList<>();
            List<Double> direct = new ArrayList<>();
            for (long thread = 1; thread <= 2 * (WARM_UP + KILLS); thread += 2) {
                Thread.sleep(IDLE);
                double his = direct(sdk, thread);
                Thread.sleep(IDLE);
                Kill kill = new Kill(token, INSTANCE, List.of(thread + 1));
                Answer answer = stage.load().send(gateway.uri(), kill, System.nanoTime());
                assertThat(answer.result()).isEqualTo("KILLED");
                if (thread > 2 * WARM_UP) {
                    direct.add(his);
                    through.add(answer.millis());
                }
            }
            report(database, Figures.of(through, it -> it), Figures.of(direct, it -> it));
        }
    }

    /** The same calls: a look beside the Prepare, the Commit, a look after it. */
    private double direct(DirectSdk sdk, long thread) throws Exception {
        long begin = System.nanoTime();
        CompletableFuture<String> guard =
                CompletableFuture.supplyAsync(() -> sdk.guard(INSTANCE, thread), beside);
        String sqlExecId = sdk.prepare(INSTANCE, List.of(thread));
        assertThat(guard.get()).contains("report");
        sdk.commit(INSTANCE, sqlExecId);
        assertThat(sdk.look(INSTANCE, thread)).doesNotContain("report");
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void report(Database database, Figures through, Figures direct) {
        double p50 = through.percentile(50) / direct.percentile(50);
        double p99 = through.percentile(99) / direct.percentile(99);
        String name = "single-" + database.title().toLowerCase(Locale.ROOT);
        new Report(
                        name,
                        database.title() + ": gateway / SDK, p50",
                        "p99",
                        "gateway p50, p99 ms",
                        "SDK p50, p99 ms",
                        "kills each")
                .row(
                        Report.ratio(p50),
                        Report.ratio(p99),
                        Report.number(through.percentile(50))
                                + ", "
                                + Report.number(through.percentile(99)),
                        Report.number(direct.percentile(50))
                                + ", "
                                + Report.number(direct.percentile(99)),
                        KILLS)
                .plot(
                        name,
                        new Plot(
                                "One kill on an idle gateway, " + database.title(),
                                "per cent of the kills",
                                "ms",
                                List.of(
                                        new Plot.Line("gateway", through.curve()),
                                        new Plot.Line("SDK directly", direct.curve()))))
                .write();
        assertThat(p50).isLessThanOrEqualTo(1.10);
        assertThat(p99).isLessThanOrEqualTo(1.25);
    }
}
