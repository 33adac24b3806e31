package dev.sessionkill.sessions;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.Product;
import dev.sessionkill.core.Region;
import java.util.Optional;

/**
 * Which sessions a caller wants to see.
 *
 * @param account through which account
 * @param region where; empty for the account's own
 * @param product what kind of instance
 * @param instance which one
 * @param filter which of its sessions
 * @param limit the most to show, 1 to 10000
 */
public record SessionQuery(
        AccountName account,
        Optional<Region> region,
        Product product,
        InstanceId instance,
        SessionFilter filter,
        int limit) {

    /** The most that is ever shown. */
    public static final int MOST = SharedLists.LIMIT;

    public SessionQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("must be 1 to " + MOST);
        }
    }
}
