package dev.sessionkill.kill;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.dbbrain.Accounts;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What kills show of themselves, by account. */
@Component
class KillMeters {

    private final MeterRegistry registry;
    private final Map<AccountName, AccountMeters> accounts = new ConcurrentHashMap<>();

    /** Those of all accounts exist from the start, so that a first failure is seen as a change. */
    KillMeters(MeterRegistry registry, Accounts accounts) {
        this.registry = registry;
        accounts.names().forEach(this::of);
    }

    /** Of an account, also one that is not configured any more and whose kills are carried on. */
    AccountMeters of(AccountName account) {
        return accounts.computeIfAbsent(account, it -> new AccountMeters(registry, it));
    }
}
