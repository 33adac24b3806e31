package dev.sessionkill.kill;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import java.time.Duration;
import java.util.List;

/** Tells how much of the vendor's limits is left. */
public interface Quotas {

    /** Those of the accounts through which the caller may do anything, by account and action. */
    List<Quota> of(Caller caller);

    /**
     * One limit.
     *
     * @param account whose calls it limits
     * @param action the vendor's name of what it is for
     * @param limit calls a second
     * @param usedInLastSecond how many of them are taken now
     * @param queued how many calls wait
     * @param estimatedWait how long one that comes now would wait
     */
    record Quota(
            AccountName account,
            String action,
            int limit,
            int usedInLastSecond,
            int queued,
            Duration estimatedWait) {}
}
