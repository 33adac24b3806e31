package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxSession;
import dev.sessionkill.system.TestGateway.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How much of the vendor's limit is used, and how long Commits wait: figures for
 * docs/measurements.md. Runs with {@code ./mvnw verify -Pmeasure}.
 */
@Tag("measurement")
class BudgetMeasurementIT {

    private static final String INSTANCE = "cdb-load-";
    private static final Duration LATENCY = Duration.ofMillis(100);

    private final InMemoryInstances instances = InMemoryInstances.empty();
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        for (long id = 1; id <= 1_000; id++) {
            instances.add(
                    INSTANCE + id,
                    SandboxSession.running(
                            id,
                            "app",
                            "10.0.0.1:" + (20_000 + id),
                            "shop",
                            60,
                            "select sleep(600)"));
        }
        gateway =
                TestGateway.start(
                        SandboxOptions.defaults()
                                .withLatency(LATENCY)
                                .withoutRateLimit()
                                .withInstances(instances));
        together(901, 940);
        idle();
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void staysBelowTheLimitAndUsesItWithFortyCallersForFifteenSeconds() throws Exception {
        AtomicLong next = new AtomicLong();
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        List<Callable<Integer>> callers =
                IntStream.range(0, 40)
                        .<Callable<Integer>>mapToObj(
                                _ ->
                                        () -> {
                                            int kills = 0;
                                            while (System.nanoTime() < end) {
                                                long id = next.incrementAndGet();
                                                gateway.kill(INSTANCE + id, id);
                                                kills++;
                                            }
                                            return kills;
                                        })
                        .toList();
        TestGateway.together(callers);

        List<Long> arrivals = arrivals();
        long first = arrivals.getFirst();
        long used =
                arrivals.stream()
                        .filter(it -> it - first < Duration.ofSeconds(15).toNanos())
                        .count();
        report("40 callers, 15 s", used / 15.0);
        assertThat(most(Match.KILL_ACTION)).isLessThanOrEqualTo(20);
        assertThat(most(Match.LIST_ACTION)).isLessThanOrEqualTo(20);
        assertThat(used / 15.0).isGreaterThanOrEqualTo(19.0);
    }

    @Test
    void letsNoCommitOfABurstOfTenWaitForTheBudget() throws Exception {
        for (int burst = 0; burst < 3; burst++) {
            int from = 1 + burst * 10;
            assertThat(together(from, from + 9)).allMatch(it -> it.status() == 200);

            List<Long> arrivals = arrivals();
            long lastAnswer = arrivals.getLast() - arrivals.getFirst() + LATENCY.toNanos();
            report("burst of 10, all Commits answered after ms", lastAnswer / 1e6);
            assertThat(arrivals).hasSize(20);
            assertThat(most(Match.KILL_ACTION)).isLessThanOrEqualTo(20);
            assertThat(Duration.ofNanos(lastAnswer)).isLessThan(LATENCY.multipliedBy(3));
            idle();
        }
    }

    @Test
    void letsNoTicketExpireWithFourHundredKillsAtOnce() throws Exception {
        List<Answer> answers = together(1, 400);

        assertThat(answers).allMatch(it -> it.status() == 200 && it.result().equals("KILLED"));
        assertThat(most(Match.KILL_ACTION)).isLessThanOrEqualTo(20);
        Map<Long, Long> prepared =
                gateway.upstream().ledger().calls(Match.PREPARE).stream()
                        .collect(
                                Collectors.toMap(
                                        it -> it.threads().getFirst(), Call::arrivedNanos));
        List<Call> commits = gateway.upstream().ledger().calls(Match.COMMIT);
        assertThat(commits).hasSize(400).allMatch(Call::executed);
        long longest =
                commits.stream()
                        .mapToLong(
                                it ->
                                        it.arrivedNanos()
                                                - prepared.getOrDefault(
                                                        it.threads().getFirst(), 0L))
                        .max()
                        .orElseThrow();
        report("400 at once, longest gap in ms", longest / 1e6);
        assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(2));
    }

    /** Kills these sessions, each with a request of its own, all at once. */
    private List<Answer> together(int first, int last) throws Exception {
        return TestGateway.together(
                IntStream.rangeClosed(first, last)
                        .<Callable<Answer>>mapToObj(it -> () -> gateway.kill(INSTANCE + it, it))
                        .toList());
    }

    /** Returns when every slot of the budget is open again, with an empty ledger. */
    private void idle() {
        await().atMost(Duration.ofSeconds(10)).until(() -> gateway.openSlots() == 20);
        gateway.upstream().ledger().clear();
    }

    private int most(String action) {
        return gateway.upstream().ledger().mostInAnySecond(action);
    }

    private List<Long> arrivals() {
        return gateway.upstream().ledger().calls(new Match(Match.KILL_ACTION, null)).stream()
                .map(Call::arrivedNanos)
                .sorted()
                .toList();
    }

    private static void report(String what, double figure) {
        System.out.printf("BudgetMeasurementIT: %s: %.2f%n", what, figure);
    }
}
