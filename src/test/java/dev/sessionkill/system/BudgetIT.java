package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The vendor's limit, as the vendor counts it: by arrival. */
@Tag("alone")
class BudgetIT {

    private static final String INSTANCE = "cdb-burst-";
    private static final int WARM_UP = 10;
    private static final int KILLS = 45;

    /**
     * The gateway counts from when a call was sent, the sandbox from when one of its threads came
     * to read it: on a busy machine some tens of milliseconds later. Slots that rest for 1.010 s
     * put more than 20 into such a window only if a call is read 210 ms late, and a limit that is
     * twice the vendor's around an edge still shows. That the second is exact, throttle's own tests
     * prove on a clock of theirs.
     */
    private static final Duration SECOND_LESS_LATENESS = Duration.ofMillis(800);

    @Test
    void isNeverExceededByABurstAndNoTicketExpires() throws Exception {
        InMemoryInstances instances = InMemoryInstances.empty();
        for (long id = 1; id <= WARM_UP + KILLS; id++) {
            instances.add(
                    INSTANCE + id,
                    SandboxSession.running(id, "app", "10.0.0.1:" + id, "shop", 60, "select 1"));
        }
        try (TestGateway gateway =
                TestGateway.start(
                        SandboxOptions.defaults()
                                .withLatency(Duration.ofMillis(100))
                                .withoutRateLimit()
                                .withInstances(instances))) {
            Ledger ledger = gateway.upstream().ledger();
            together(gateway, 1, WARM_UP);
            await().atMost(Duration.ofSeconds(60)).until(() -> gateway.openSlots() == 20);
            ledger.clear();

            List<Answer> answers = together(gateway, WARM_UP + 1, WARM_UP + KILLS);

            assertThat(answers).hasSize(KILLS).allMatch(it -> it.result().equals("KILLED"));
            assertThat(ledger.mostIn(SECOND_LESS_LATENESS, Match.KILL_ACTION))
                    .isLessThanOrEqualTo(20);
            assertThat(ledger.mostIn(SECOND_LESS_LATENESS, Match.LIST_ACTION))
                    .isLessThanOrEqualTo(20);
            assertThat(ledger.calls(Match.COMMIT)).hasSize(KILLS).allMatch(Call::executed);
        }
    }

    private static List<Answer> together(TestGateway gateway, int first, int last)
            throws Exception {
        return TestGateway.together(
                IntStream.rangeClosed(first, last)
                        .<Callable<Answer>>mapToObj(it -> () -> gateway.kill(INSTANCE + it, it))
                        .toList());
    }
}
