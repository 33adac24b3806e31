package dev.sessionkill.dbbrain;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Region;
import dev.sessionkill.throttle.CallBudget;
import dev.sessionkill.throttle.TestBudgets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Accounts for the tests of other packages, which never call anybody. */
public final class TestAccounts {

    private TestAccounts() {}

    /** One account of that name, in ap-guangzhou alone. */
    public static Accounts named(String name) {
        CallBudget budget = TestBudgets.open(1_000);
        return named(name, budget, budget);
    }

    /** The same, with budgets that a test can use up. */
    static Accounts named(String name, CallBudget kills, CallBudget lists) {
        return with(
                new AccountName(name),
                CredentialSource.fixed(new Credentials("an-id", "a-key", null)),
                kills,
                lists);
    }

    /** The same, with credentials from there. */
    static Accounts with(AccountName name, CredentialSource credentials) {
        CallBudget budget = TestBudgets.open(1_000);
        return with(name, credentials, budget, budget);
    }

    private static Accounts with(
            AccountName name, CredentialSource credentials, CallBudget kills, CallBudget lists) {
        Region region = new Region("ap-guangzhou");
        return new Accounts(
                Map.of(
                        name,
                        new Account(
                                name,
                                region,
                                Set.of(region),
                                kills,
                                lists,
                                new SdkClients(
                                        new Endpoint("http://", "127.0.0.1:9"),
                                        credentials,
                                        Duration.ofSeconds(1)))));
    }
}
