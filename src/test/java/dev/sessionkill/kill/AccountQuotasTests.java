package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.dbbrain.TestAccounts;
import dev.sessionkill.kill.Quotas.Quota;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountQuotasTests {

    private final Quotas quotas = new AccountQuotas(new AppsOnly(), TestAccounts.named("default"));

    @Test
    void areThoseOfTheAccountsThatTheCallerMayUse() {
        AccountName account = new AccountName("default");

        assertThat(quotas.of(SampleOrders.CALLER))
                .containsExactly(
                        new Quota(account, "KillMySqlThreads", 1_000, 0, 0, Duration.ZERO),
                        new Quota(account, "DescribeMySqlProcessList", 1_000, 0, 0, Duration.ZERO));
    }

    @Test
    void areNotShownToStrangers() {
        assertThat(quotas.of(new Caller("sub:stranger", Set.of()))).isEmpty();
    }
}
