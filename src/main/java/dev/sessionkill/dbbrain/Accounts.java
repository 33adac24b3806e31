package dev.sessionkill.dbbrain;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Region;
import dev.sessionkill.throttle.CallBudget;
import dev.sessionkill.throttle.Usage;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The configured cloud accounts. */
public final class Accounts implements AutoCloseable {

    private final Map<AccountName, Account> accounts;

    Accounts(Map<AccountName, Account> accounts) {
        this.accounts = Map.copyOf(accounts);
    }

    /** What may be asked of an account. */
    public sealed interface Lookup {
        /**
         * The account may be used there.
         *
         * @param region the one that was named, or the account's own
         */
        record Found(Region region) implements Lookup {}

        /** No account has that name. */
        record NoSuchAccount() implements Lookup {}

        /**
         * The account may not be used in that region.
         *
         * @param regions where it may be used
         */
        record NoSuchRegion(Set<Region> regions) implements Lookup {}

        /** Nothing can be sent for the account now: it has no valid credentials. */
        record NoCredentials() implements Lookup {}
    }

    /** How requests may name them. */
    public Set<AccountName> names() {
        return accounts.keySet();
    }

    /** Finds the region for a request to that account. */
    public Lookup find(AccountName name, Optional<Region> region) {
        Account account = accounts.get(name);
        if (account == null) {
            return new Lookup.NoSuchAccount();
        }
        Region named = region.orElse(account.region());
        if (!account.regions().contains(named)) {
            return new Lookup.NoSuchRegion(account.regions());
        }
        return account.sdk().credentials().current().isPresent()
                ? new Lookup.Found(named)
                : new Lookup.NoCredentials();
    }

    /** Where each account's credentials come from. */
    Map<AccountName, CredentialSource> credentials() {
        return accounts.values().stream()
                .collect(Collectors.toUnmodifiableMap(Account::name, it -> it.sdk().credentials()));
    }

    /**
     * The account of that name.
     *
     * @throws IllegalArgumentException for a name that {@link #find} does not know
     */
    Account get(AccountName name) {
        Account account = accounts.get(name);
        if (account == null) {
            throw new IllegalArgumentException("no account " + name);
        }
        return account;
    }

    /**
     * How many calls of one action the account may send in a second.
     *
     * @throws IllegalArgumentException for a name that {@link #find} does not know
     */
    public int callsPerSecond(AccountName name) {
        return get(name).kills().getRateLimiterConfig().getLimitForPeriod();
    }

    /**
     * How far that account's budget for kills is used.
     *
     * @throws IllegalArgumentException for a name that {@link #find} does not know
     */
    public BudgetUse kills(AccountName name) {
        return use(AccountConfiguration.KILL, get(name).kills());
    }

    /**
     * How far that account's budget for lists is used.
     *
     * @throws IllegalArgumentException for a name that {@link #find} does not know
     */
    public BudgetUse lists(AccountName name) {
        return use(AccountConfiguration.PROCESS_LIST, get(name).lists());
    }

    private static BudgetUse use(String action, CallBudget budget) {
        Usage usage = budget.snapshot();
        return new BudgetUse(
                action,
                usage.limit(),
                usage.usedInLastSecond(),
                usage.queued(),
                usage.estimatedWait());
    }

    @Override
    public void close() {
        accounts.values().forEach(it -> it.sdk().close());
    }
}
