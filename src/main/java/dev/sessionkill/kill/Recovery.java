package dev.sessionkill.kill;

import dev.sessionkill.core.KillId;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
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
                        () -> tried("abandoned kills are taken over", this::takeOver),
                        0,
                        EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
        var _ =
                clock.scheduleWithFixedDelay(
                        () ->
                                tried(
                                        "old idempotency keys are forgotten",
                                        () -> register.forgetKeys(KEYS_ARE_KEPT)),
                        1,
                        60,
                        TimeUnit.MINUTES);
    }

    private static void tried(String what, Runnable work) {
        try {
            work.run();
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "It is tried again later that {}: {}",
                    what,
                    NestedExceptionUtils.getMostSpecificCause(e).toString());
        } catch (RuntimeException e) {
            log.error("A fault in the gateway: it is tried again later that {}.", what, e);
        }
    }

    /** Takes over what is abandoned now. What its caller was told is not accepted goes first. */
    void takeOver() {
        withdrawals.settle();
        for (KillId id : store.abandoned(AT_ONCE)) {
            long asked = System.nanoTime();
            if (!withdrawals.contains(id)) {
                store.takeOver(id, leases.owner()).ifPresent(it -> goOn(it, asked));
            }
        }
    }

    private void goOn(KillLeases.TakenOver taken, long asked) {
        log.info(
                "Kill {} was left as {} and is taken over.",
                taken.kill().id(),
                taken.kill().progress().state());
        Lease lease = leases.hold(taken.kill().id(), taken.epoch(), asked);
        resumption.goOn(taken, lease);
    }

    @PreDestroy
    void stop() {
        clock.shutdownNow();
    }
}
