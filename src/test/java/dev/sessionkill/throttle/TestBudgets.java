package dev.sessionkill.throttle;

import dev.sessionkill.core.AccountName;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;

/** Opens budgets for the tests of other packages. */
public final class TestBudgets {

    private TestBudgets() {}

    public static CallBudget open(int callsPerSecond) {
        return new CallBudgets(new SimpleMeterRegistry(), Optional.empty())
                .open(new AccountName("default"), "KillMySqlThreads", callsPerSecond);
    }
}
