package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.Fault;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxSession;
import dev.sessionkill.system.TestGateway.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many kills on one instance at once. */
class StormIT {

    private static final String INSTANCE = "cdb-storm";
    private static final int KILLS = 250;

    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        InMemoryInstances instances = InMemoryInstances.empty();
        instances.add(
                INSTANCE,
                LongStream.rangeClosed(1, KILLS)
                        .mapToObj(
                                it ->
                                        SandboxSession.running(
                                                it,
                                                "app",
                                                "10.0.0.1:" + it,
                                                "shop",
                                                60,
                                                "select 1"))
                        .toArray(SandboxSession[]::new));
        gateway =
                TestGateway.start(
                        SandboxOptions.defaults()
                                .withLatency(Duration.ofMillis(100))
                                .withInstances(instances));
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void sharesAFewPairsOfCallsAndAnswersEveryCallerAboutHisOwnSessions() throws Exception {
        List<Answer> answers = together(it -> gateway.kill(INSTANCE, it));

        for (int i = 0; i < KILLS; i++) {
            Answer answer = answers.get(i);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("sessions")).hasSize(1);
            assertThat(answer.outcome(i + 1L)).isEqualTo("KILLED");
        }
        List<Call> commits = gateway.upstream().ledger().calls(Match.COMMIT);
        assertThat(commits).hasSizeLessThan(KILLS / 5).allMatch(Call::executed);
        assertThat(commits.stream().mapToInt(it -> it.threads().size()).sum()).isEqualTo(KILLS);
    }

    @Test
    void killsOnceWhatEverybodyWantsAndAnswersAll() throws Exception {
        List<Answer> answers = together(_ -> gateway.kill(INSTANCE, 1, 2, 3));

        assertThat(answers).allMatch(it -> it.status() == 200);
        assertThat(answers)
                .extracting(it -> it.outcome(2))
                .contains("KILLED")
                .isSubsetOf("KILLED", "ALREADY_GONE");
        assertThat(gateway.upstream().ledger().calls(Match.COMMIT))
                .hasSizeLessThanOrEqualTo(3)
                .allMatch(Call::executed);
    }

    @Test
    void sendsEachAloneWhatTheVendorRefusesTogether() throws Exception {
        // While the first is under way all others gather for the second.
        gateway.upstream().faults().next(Match.PREPARE, new Fault.Latency(Duration.ofSeconds(2)));
        gateway.upstream()
                .faults()
                .always(
                        Match.PREPARE,
                        it -> it == 1 ? Fault.error("InvalidParameterValue", false) : null);

        List<Answer> answers =
                TestGateway.together(
                        IntStream.rangeClosed(1, 24)
                                .<Callable<Answer>>mapToObj(it -> () -> gateway.kill(INSTANCE, it))
                                .toList());

        assertThat(answers).extracting(Answer::result).containsOnly("KILLED");
        List<Long> refused =
                gateway.upstream().ledger().calls(Match.PREPARE).stream()
                        .filter(it -> !it.executed())
                        .flatMap(it -> it.threads().stream())
                        .toList();
        assertThat(refused).hasSizeGreaterThan(1);
        assertThat(gateway.upstream().ledger().calls(Match.COMMIT))
                .filteredOn(it -> it.threads().stream().anyMatch(refused::contains))
                .hasSameSizeAs(refused)
                .allMatch(it -> it.threads().size() == 1);
    }

    private interface Kill {
        Answer of(int number) throws Exception;
    }

    private static List<Answer> together(Kill kill) throws Exception {
        return TestGateway.together(
                IntStream.rangeClosed(1, KILLS)
                        .<Callable<Answer>>mapToObj(it -> () -> kill.of(it))
                        .toList());
    }
}
