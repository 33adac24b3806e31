package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Ledger;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxSession;
import dev.sessionkill.system.TestGateway.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The vendor's limit, as the vendor counts it: by arrival. */
class BudgetIT {

    private static final String INSTANCE = "cdb-burst";
    private static final int KILLS = 45;

    @Test
    void isNeverExceededByABurstAndNoTicketExpires() throws Exception {
        InMemoryInstances instances = InMemoryInstances.empty();
        for (long id = 1; id <= KILLS; id++) {
            instances.add(
                    INSTANCE,
                    SandboxSession.running(id, "app", "10.0.0.1:" + id, "shop", 60, "select 1"));
        }
        try (TestGateway gateway =
                TestGateway.start(
                        SandboxOptions.defaults()
                                .withLatency(Duration.ofMillis(100))
                                .withoutRateLimit()
                                .withInstances(instances))) {
            List<Answer> answers =
                    TestGateway.together(
                            IntStream.rangeClosed(1, KILLS)
                                    .<Callable<Answer>>mapToObj(
                                            it -> () -> gateway.kill(INSTANCE, it))
                                    .toList());

            Ledger ledger = gateway.upstream().ledger();
            assertThat(answers).allMatch(it -> it.result().equals("KILLED"));
            assertThat(ledger.mostInAnySecond(Match.KILL_ACTION)).isLessThanOrEqualTo(20);
            assertThat(ledger.mostInAnySecond(Match.LIST_ACTION)).isLessThanOrEqualTo(20);
            assertThat(ledger.calls(Match.COMMIT)).hasSize(KILLS).allMatch(Call::executed);
        }
    }
}
