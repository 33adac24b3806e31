package dev.sessionkill.dbbrain;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Region;
import dev.sessionkill.throttle.CallBudget;
import java.util.Set;

/**
 * A cloud account, ready for calls.
 *
 * @param name how requests name it
 * @param region used when a request names none
 * @param regions what a request may name
 * @param kills the budget of {@code KillMySqlThreads}
 * @param lists the budget of {@code DescribeMySqlProcessList}
 * @param sdk sends for it
 */
record Account(
        AccountName name,
        Region region,
        Set<Region> regions,
        CallBudget kills,
        CallBudget lists,
        SdkClients sdk) {}
