package dev.sessionkill.kill;

import dev.sessionkill.core.KillId;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    /** The kill has ended or was left. */
    void drop(KillId id) {
        held.remove(id);
    }

    @PostConstruct
    void start() {
        var _ =
                clock.scheduleWithFixedDelay(
                        this::renew, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void renew() {
        List<KillId> ids = List.copyOf(held.keySet());
        try {
            for (int from = 0; from < ids.size(); from += AT_ONCE) {
                long asked = System.nanoTime();
                store.renew(owner, ids.subList(from, Math.min(ids.size(), from + AT_ONCE)))
                        .forEach((id, epoch) -> renewed(id, epoch, asked));
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "The leases of {} kills could not be renewed ({}); when they run out, nothing"
                            + " more is sent for them.",
                    ids.size(),
                    NestedExceptionUtils.getMostSpecificCause(e).toString());
        }
    }

    private void renewed(KillId id, long epoch, long asked) {
        Lease lease = held.get(id);
        if (lease != null && lease.epoch() == epoch) {
            lease.renewed(asked);
        }
    }

    @PreDestroy
    void stop() {
        clock.shutdownNow();
    }
}
