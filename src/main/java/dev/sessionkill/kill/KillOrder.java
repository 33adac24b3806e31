package dev.sessionkill.kill;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.Product;
import dev.sessionkill.core.Reason;
import dev.sessionkill.core.Region;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.Expectation;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a caller asks for.
 *
 * @param account through which account
 * @param region where; empty for the account's own
 * @param product what kind of instance
 * @param instance which one
 * @param sessions the sessions, 1 to 100, and what each was when the caller saw it
 * @param reason why
 * @param urgent whether it asks for the urgent lane
 */
public record KillOrder(
        AccountName account,
        Optional<Region> region,
        Product product,
        InstanceId instance,
        SortedMap<ThreadId, Expectation> sessions,
        Reason reason,
        boolean urgent) {

    /** The most sessions of one kill: what the vendor's console allows. */
    public static final int MOST = 100;

    public KillOrder {
        if (sessions.isEmpty() || sessions.size() > MOST) {
            throw new IllegalArgumentException("a kill names 1 to 100 sessions");
        }
        sessions = Collections.unmodifiableSortedMap(new TreeMap<>(sessions));
    }

    /** A digest of all that it says, equal for requests that mean the same and for no others. */
    String digest() {
        return OrderDigest.of(this);
    }

    /** The sessions, of which nothing is known yet. */
    List<KillSession> wanted() {
        return sessions.entrySet().stream()
                .map(it -> KillSession.wanted(it.getKey(), it.getValue()))
                .toList();
    }

    /** The ids of the sessions. */
    public SortedSet<ThreadId> threads() {
        return new TreeSet<>(sessions.keySet());
    }
}
