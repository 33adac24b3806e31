package dev.sessionkill.kill;

import dev.sessionkill.access.Grants;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.dbbrain.Accounts;
import dev.sessionkill.dbbrain.BudgetUse;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The quotas of the configured accounts. */
@Component
class AccountQuotas implements Quotas {

    private final Grants grants;
    private final Accounts accounts;
    private final Dispatchers dispatchers;

    AccountQuotas(Grants grants, Accounts accounts, Dispatchers dispatchers) {
        this.grants = grants;
        this.accounts = accounts;
        this.dispatchers = dispatchers;
    }

    @Override
    public List<Quota> of(Caller caller) {
        return accounts.names().stream()
                .filter(it -> grants.mayUse(caller, it))
                .sorted(Comparator.comparing(AccountName::value))
                .flatMap(it -> Stream.of(kills(it, caller), lists(it)))
                .toList();
    }

    /** Kills wait for their turn before they wait for the budget. */
    private Quota kills(AccountName account, Caller caller) {
        BudgetUse use = accounts.kills(account);
        return new Quota(
                account,
                use.action(),
                use.limit(),
                use.usedInLastSecond(),
                use.queued() + dispatchers.waiting(account),
                use.estimatedWait().plus(dispatchers.expectedWait(account, caller)));
    }

    private Quota lists(AccountName account) {
        BudgetUse use = accounts.lists(account);
        return new Quota(
                account,
                use.action(),
                use.limit(),
                use.usedInLastSecond(),
                use.queued(),
                use.estimatedWait());
    }
}
