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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What it costs to look at a session before it is killed: figures for docs/measurements.md. Runs
 * with {@code ./mvnw verify -Pmeasure}.
 */
@Tag("measurement")
class GuardLatencyMeasurementIT {

    private static final String INSTANCE = "cdb-latency";
    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final int WARM_UP = 20;
    private static final int KILLS = 60;

    private final InMemoryInstances instances = InMemoryInstances.empty();
    private TestGateway gateway;
    private Calls calls;

    /** In milliseconds. */
    private record Timed<T>(T answer, double millis) {}

    @BeforeEach
    void start() throws Exception {
        for (long id = 1; id <= WARM_UP + KILLS; id++) {
            instances.add(
                    INSTANCE,
                    SandboxSession.running(
                            id,
                            "report",
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
        calls = new Calls(gateway, INSTANCE);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void addsNoRoundTripToPrepareAndCommitAndOneVerifyingRead() throws Exception {
        for (long id = 1; id <= WARM_UP; id++) {
            calls.get("&thread=" + id);
            guardedKill(id);
        }
        List<Double> kills = new ArrayList<>();
        List<Double> prepares = new ArrayList<>();
        List<Double> commits = new ArrayList<>();
        List<Double> reads = new ArrayList<>();
        List<Double> toCommit = new ArrayList<>();
        List<Double> toProof = new ArrayList<>();
        for (long id = WARM_UP + 1; id <= WARM_UP + KILLS; id++) {
            long thread = id;
            idle();
            reads.add(timed(() -> calls.get("&thread=" + thread)).millis());
            Timed<Answer> kill = guardedKill(id);
            assertThat(kill.answer().outcome(id)).isEqualTo("KILLED");
            kills.add(kill.millis());
            JsonNode upstream = kill.answer().body().path("upstream");
            assertThat(upstream.size()).isEqualTo(2);
            prepares.add(upstream.path(0).path("millis").asDouble());
            commits.add(upstream.path(1).path("millis").asDouble());
            long commit = arrival(Match.COMMIT);
            toCommit.add((commit - arrival(Match.PREPARE)) / 1e6);
            toProof.add((firstReadAfter(commit) - commit) / 1e6);
        }

        double pair = median(prepares) + median(commits);
        report("guarded kill, median ms", median(kills));
        report("Prepare, median ms", median(prepares));
        report("Commit, median ms", median(commits));
        report("GET /sessions, median ms", median(reads));
        report("from Prepare to Commit, arrivals, median ms", median(toCommit));
        report("from Commit to its proof, arrivals, median ms", median(toProof));
        double ratio = median(kills) / (pair + median(reads));
        report("guarded kill / (Prepare + Commit + GET /sessions)", ratio);
        report(
                "guarded kill / (Prepare + Commit + a bare read, taken to be a Prepare)",
                median(kills) / (pair + median(prepares)));
        assertThat(ratio).isLessThanOrEqualTo(1.1);
    }

    /** A kill of a session of which everything is expected. */
    private Timed<Answer> guardedKill(long id) throws Exception {
        ObjectNode session =
                Calls.session(id)
                        .put("user", "report")
                        .put("host", "10.0.0.1:" + (20_000 + id))
                        .put("db", "shop")
                        .put("seconds", 60);
        idle();
        return timed(() -> calls.kill(session));
    }

    /** When the last such call arrived. */
    private long arrival(Match match) {
        return gateway.upstream().ledger().calls(match).getLast().arrivedNanos();
    }

    private long firstReadAfter(long commit) {
        return gateway.upstream().ledger().calls(Match.LIST).stream()
                .mapToLong(Call::arrivedNanos)
                .filter(it -> it > commit)
                .min()
                .orElseThrow();
    }

    /** Returns when nothing has to wait for the budget. */
    private void idle() {
        await().atMost(Duration.ofSeconds(10)).until(() -> gateway.openSlots() == 20);
    }

    private static <T> Timed<T> timed(Callable<T> call) throws Exception {
        long start = System.nanoTime();
        T answer = call.call();
        return new Timed<>(answer, (System.nanoTime() - start) / 1e6);
    }

    private static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static void report(String what, double figure) {
        System.out.printf("GuardLatencyMeasurementIT: %s: %.2f%n", what, figure);
    }
}
