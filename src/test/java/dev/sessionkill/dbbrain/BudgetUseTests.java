package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.throttle.CallBudget;
import dev.sessionkill.throttle.Permit;
import dev.sessionkill.throttle.TestBudgets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BudgetUseTests {

    private static final AccountName DEFAULT = new AccountName("default");

    private final CallBudget kills = TestBudgets.open(4);
    private final CallBudget lists = TestBudgets.open(20);
    private final Accounts accounts = TestAccounts.named("default", kills, lists);

    /** Permits that are held do not come back by themselves, so nobody here is in a hurry. */
    @Test
    void tellsWhatIsTakenAndHowManyWaitForHowLong() throws Exception {
        Deadline late = Deadline.in(Duration.ofSeconds(50));
        try (Permit _ = lists.ordinary(late).orElseThrow();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                var _ = kills.ordinary(late).orElseThrow();
            }
            Callable<Object> waiting = () -> kills.ordinary(late);
            for (int i = 0; i < 6; i++) {
                var _ = threads.submit(waiting);
            }
            await().until(() -> kills.getMetrics().getNumberOfWaitingThreads() == 6);

            List<BudgetUse> budgets = List.of(accounts.kills(DEFAULT), accounts.lists(DEFAULT));

            threads.shutdownNow();
            BudgetUse used = budgets.getFirst();
            assertThat(used.action()).isEqualTo("KillMySqlThreads");
            assertThat(used.limit()).isEqualTo(4);
            assertThat(used.usedInLastSecond()).isEqualTo(4);
            assertThat(used.queued()).isEqualTo(6);
            assertThat(used.estimatedWait())
                    .isBetween(Duration.ofMillis(1_010), Duration.ofMillis(2_020));
            assertThat(budgets.getLast())
                    .isEqualTo(new BudgetUse("DescribeMySqlProcessList", 20, 1, 0, Duration.ZERO));
        }
    }
}
