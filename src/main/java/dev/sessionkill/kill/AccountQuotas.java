package dev.sessionkill.kill;

import dev.sessionkill.access.Grants;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.dbbrain.Accounts;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The quotas of the configured accounts. */
@Component
class AccountQuotas implements Quotas {

    private final Grants grants;
    private final Accounts accounts;

    AccountQuotas(Grants grants, Accounts accounts) {
        this.grants = grants;
        this.accounts = accounts;
    }

    @Override
    public List<Quota> of(Caller caller) {
        return accounts.names().stream()
                .filter(it -> grants.mayUse(caller, it))
                .sorted(Comparator.comparing(AccountName::value))
                .flatMap(this::of)
                .toList();
    }

    private Stream<Quota> of(AccountName account) {
        return accounts.budgets(account).stream()
                .map(
                        it ->
                                new Quota(
                                        account,
                                        it.action(),
                                        it.limit(),
                                        it.usedInLastSecond(),
                                        it.queued(),
                                        it.estimatedWait()));
    }
}
