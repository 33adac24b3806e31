package dev.sessionkill.throttle;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.storage.Dialect;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;

/** A replica as a process of its own: prints when it sent each call. */
final class BudgetProcess {

    private BudgetProcess() {}

    /**
     * Saturates the budget.
     *
     * @param args the database, seconds, callers
     */
    public static void main(String[] args) {
        try (HikariDataSource database = Dialect.open(args[0])) {
            CallBudgets budgets = new CallBudgets(new SimpleMeterRegistry(), Optional.of(database));
            CallBudget budget = budgets.open(new AccountName("default"), "KillMySqlThreads", 20);
            long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[1])).toNanos();
            new Saturation(budget, System.out::println, () -> System.nanoTime() < end)
                    .run(Integer.parseInt(args[2]));
            budgets.close();
        }
    }
}
