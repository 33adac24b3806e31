package dev.sessionkill.kill;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.Product;
import dev.sessionkill.core.Reason;
import dev.sessionkill.core.Region;
import dev.sessionkill.core.ThreadId;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a caller asks for.
 *
 * @param account through which account
 * @param region where; empty for the account's own
 * @param product what kind of instance
 * @param instance which one
 * @param threads the sessions, 1 to 100
 * @param reason why
 */
public record KillOrder(
        AccountName account,
        Optional<Region> region,
        Product product,
        InstanceId instance,
        SortedSet<ThreadId> threads,
        Reason reason) {

    /** The most sessions of one kill: what the vendor's console allows. */
    public static final int MOST = 100;

    public KillOrder {
        if (threads.isEmpty() || threads.size() > MOST) {
            throw new IllegalArgumentException("a kill names 1 to 100 sessions");
        }
    }
}
