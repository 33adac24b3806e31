package dev.sessionkill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What limiters let through in their worst sliding second when forty callers wait. */
@Tag("bench")
class LimitersBenchIT {

    private static final int CALLERS = 40;
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration TIME = Duration.ofSeconds(15);

    @Test
    void ourBudgetAloneKeepsTheLimitAndUsesIt() throws Exception {
        Map<String, Limiter> limiters = new LinkedHashMap<>();
        limiters.put("`CallBudget`", Limiter.ours());
        limiters.put("Resilience4j, 20 in 1 s", Limiter.resilience4j(20, Duration.ofSeconds(1)));
        limiters.put("Resilience4j, 1 in 50 ms", Limiter.resilience4j(1, Duration.ofMillis(50)));
        limiters.put("Bucket4j, 20, greedy", Limiter.bucket4j());
        limiters.put("Guava `RateLimiter`, 20", Limiter.guava());

        Report report =
                new Report("limiters", "limiter", "worst sliding second / limit", "calls", "used");
        List<Plot.Line> lines = new ArrayList<>();
        Map<String, Arrivals> measured = new LinkedHashMap<>();
        for (var it : limiters.entrySet()) {
            long begin = idle(it.getValue());
            Arrivals arrivals = run(it.getValue(), begin + TIME.toNanos());
            measured.put(it.getKey(), arrivals);
            report.row(
                    it.getKey(),
                    Report.ratio(arrivals.worstSecond() / (double) Limiter.LIMIT),
                    arrivals.worstSecond(),
                    Report.percent(arrivals.used(Limiter.LIMIT, begin, begin + TIME.toNanos())));
            lines.add(new Plot.Line(it.getKey().replace("`", ""), cumulated(arrivals, begin)));
        }
        report.plot("limiters", new Plot("Calls let through", "50 ms each", "calls", lines));
        report.write();

        assertThat(measured.get("`CallBudget`"))
                .isNotNull()
                .extracting(Arrivals::worstSecond)
                .isEqualTo(Limiter.LIMIT);
    }

    /** A limiter meets a burst after a quiet time, as it does in life. */
    private static long idle(Limiter limiter) throws InterruptedException {
        limiter.acquire();
        Thread.sleep(IDLE);
        return System.nanoTime();
    }

    private static Arrivals run(Limiter limiter, long end) throws InterruptedException {
        Callable<List<Long>> caller =
                () -> {
                    List<Long> times = new ArrayList<>();
                    while (true) {
                        limiter.acquire();
                        long now = System.nanoTime();
                        if (now >= end) {
                            return times;
                        }
                        times.add(now);
                    }
                };
        // As many threads as callers: waiting ones would not be seen by limiters that block.
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            return new Arrivals(
                    Load.answers(
                                    threads.invokeAll(
                                            Stream.generate(() -> caller).limit(CALLERS).toList()))
                            .stream()
                            .flatMap(List::stream)
                            .mapToLong(it -> it)
                            .sorted()
                            .toArray());
        }
    }

    /** How many had been let through at each 50 ms of the first three seconds. */
    private static double[] cumulated(Arrivals arrivals, long begin) {
        double[] counts = new double[61];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = arrivals.between(begin, begin + i * 50_000_000L).count();
        }
        return counts;
    }
}
