package dev.sessionkill.kill;

import dev.sessionkill.core.KillId;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes over kills whose process left them. What was not committed is done again from its Prepare
 * while its deadline lasts; what may have been committed is never sent again, only looked at.
 */
@Component
class Recovery {

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int AT_ONCE = 200;
    private static final Duration KEYS_ARE_KEPT = Duration.ofDays(7);

    private final KillLeases store;
    private final KillRegister register;
    private final Leases leases;
    private final Withdrawals withdrawals;
    private final Resumption resumption;

    /** Those of which it was said; known to the one thread alone. */
    private final Set<KillId> failed = new HashSet<>();

    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("recovery").factory());

    Recovery(
            KillLeases store,
            KillRegister register,
            Leases leases,
            Withdrawals withdrawals,
            Resumption resumption) {
        this.store = store;
        this.register = register;
        this.leases = leases;
        this.withdrawals = withdrawals;
        this.resumption = resumption;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        var _ =
                clock.scheduleWithFixedDelay(
                        new Repeated("abandoned kills are taken over", this::takeOver),
                        0,
                        EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
        var _ =
                clock.scheduleWithFixedDelay(
                        new Repeated(
                                "old idempotency keys are forgotten",
                                () -> register.forgetKeys(KEYS_ARE_KEPT)),
                        1,
                        60,
                        TimeUnit.MINUTES);
    }

    /**
     * Takes over what is abandoned now. What its caller was told is not accepted goes first. A kill
     * that runs here is not abandoned, however long its lease could not be renewed: taken over, it
     * would run twice.
     */
    void takeOver() {
        withdrawals.settle();
        for (KillId id : store.abandoned(resumption.accounts(), AT_ONCE)) {
            if (!withdrawals.contains(id) && !leases.isHeld(id)) {
                takeOver(id);
            }
        }
    }

    /** One that cannot be gone on with does not keep the others from theirs. */
    private void takeOver(KillId id) {
        try {
            long asked = System.nanoTime();
            store.takeOver(id, leases.owner()).ifPresent(it -> goOn(it, asked));
            failed.remove(id);
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            if (failed.add(id)) {
                log.error(
                        "A fault in the gateway: kill {} was left and cannot be gone on with. It is"
                                + " tried again every {} s, here or by another replica, which is"
                                + " not logged again.",
                        id,
                        Lease.LENGTH.toSeconds(),
                        e);
            }
        }
    }

    private void goOn(KillLeases.TakenOver taken, long asked) {
        log.info(
                "Kill {} was left as {} and is taken over.",
                taken.kill().id(),
                taken.kill().progress().state());
        KillId id = taken.kill().id();
        Lease lease = leases.hold(id, taken.epoch(), asked);
        boolean going = false;
        try {
            resumption.goOn(taken, lease);
            going = true;
        } finally {
            if (!going) {
                leases.drop(id, lease);
            }
        }
    }

    @PreDestroy
    void stop() {
        clock.shutdownNow();
    }
}
