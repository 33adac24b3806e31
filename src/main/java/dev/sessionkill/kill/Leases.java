package dev.sessionkill.kill;

import dev.sessionkill.core.KillId;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The leases of the kills that this process carries out. They are renewed while kills wait for
 * their turn; what a kill writes renews its lease as well.
 */
@Component
class Leases {

    private static final Logger log = LoggerFactory.getLogger(Leases.class);
    private static final Duration EVERY = Duration.ofSeconds(3);
    private static final int AT_ONCE = 500;

    private final String owner = UUID.randomUUID().toString();
    private final KillLeases store;
    private final Map<KillId, Lease> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("leases").factory());

    Leases(KillLeases store) {
        this.store = store;
    }

    /** This process, as long as it lives. */
    String owner() {
        return owner;
    }

    /**
     * A lease of this process.
     *
     * @param asked when the write that took it was begun, on {@link System#nanoTime}
     */
    Lease hold(KillId id, long epoch, long asked) {
        Lease lease = new Lease(epoch, asked, System::nanoTime);
        held.put(id, lease);
        return lease;
    }

    /**
     * Whether this process carries that kill out, even if the lease ran out meanwhile. Then it is
     * renewed, if nobody else was first, and needs nobody to take it over.
     */
    boolean isHeld(KillId id) {
        return held.containsKey(id);
    }

    /** The kill has ended or was left. */
    void drop(KillId id, Lease lease) {
        held.remove(id, lease);
    }

    @PostConstruct
    void start() {
        var _ =
                clock.scheduleWithFixedDelay(
                        new Repeated("leases are renewed", this::renew),
                        EVERY.toMillis(),
                        EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    void renew() {
        NavigableMap<KillId, Long> epochs = new TreeMap<>(Comparator.comparing(KillId::toString));
        held.forEach((id, lease) -> epochs.put(id, lease.epoch()));
        try {
            while (!epochs.isEmpty()) {
                NavigableMap<KillId, Long> some = first(epochs);
                long asked = System.nanoTime();
                store.renew(some).forEach(it -> renewed(it, asked));
                some.keySet().forEach(epochs::remove);
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "The leases of {} kills could not be renewed ({}); when they run out, nothing"
                            + " more is sent for them.",
                    epochs.size(),
                    NestedExceptionUtils.getMostSpecificCause(e).toString());
        }
    }

    private static NavigableMap<KillId, Long> first(NavigableMap<KillId, Long> epochs) {
        NavigableMap<KillId, Long> first = new TreeMap<>(epochs.comparator());
        epochs.entrySet().stream()
                .limit(AT_ONCE)
                .forEach(it -> first.put(it.getKey(), it.getValue()));
        return first;
    }

    private void renewed(KillId id, long asked) {
        Lease lease = held.get(id);
        if (lease != null) {
            lease.renewed(asked);
        }
    }

    @PreDestroy
    void stop() {
        clock.shutdownNow();
    }
}
