package dev.sessionkill.dbbrain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Temporary credentials that are renewed in the background, long before they expire. */
final class RenewedCredentials implements CredentialSource {

    private static final Logger log = LoggerFactory.getLogger(RenewedCredentials.class);

    /** A clock that was set is noticed within that time. */
    private static final Duration LONGEST_NAP = Duration.ofSeconds(30);

    private static final Duration PATIENCE_AFTER_A_REFUSAL = Duration.ofSeconds(2);

    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    private final String setting;
    private final CredentialIssuer issuer;
    private final Renewal renewal;
    private final BlockingQueue<CompletableFuture<Void>> demands = new LinkedBlockingQueue<>();
    private final Thread renewer;

    /** Asks once before it returns, so that a start finds the credentials there. */
    RenewedCredentials(String setting, CredentialIssuer issuer, Renewal renewal) {
        this.setting = setting;
        this.issuer = issuer;
        this.renewal = renewal;
        renewal.renew();
        this.renewer = Thread.ofVirtual().name("credentials " + setting).start(this::renewForever);
    }

    @Override
    public Optional<HeldCredentials> current() {
        return renewal.held();
    }

    @Override
    public boolean expiring() {
        return true;
    }

    @Override
    public boolean refresh(Credentials refused) {
        if (!others(refused) && renewal.worthAsking()) {
            demand();
        }
        return others(refused);
    }

    @Override
    public void close() {
        renewer.interrupt();
        issuer.close();
    }

    private boolean others(Credentials refused) {
        return renewal.held().filter(it -> !it.credentials().equals(refused)).isPresent();
    }

    private void demand() {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        demands.add(asked);
        try {
            asked.get(PATIENCE_AFTER_A_REFUSAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            // The issuer takes its time; what it answers helps the next call.
        } catch (ExecutionException e) {
            throw new IllegalStateException("a demand has no failure", e);
        }
    }

    private void renewForever() {
        try {
            while (true) {
                try {
                    renewInTurn();
                } catch (RuntimeException | Error e) {
                    log.error(
                            "A fault in the gateway: the credentials of {} are asked for again in"
                                    + " {}.",
                            setting,
                            AFTER_A_FAULT,
                            e);
                    Thread.sleep(AFTER_A_FAULT);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renewInTurn() throws InterruptedException {
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        CompletableFuture<Void> first = demands.poll(nap().toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            waiting.add(first);
            demands.drainTo(waiting);
        }
        try {
            if (renewal.isDue() || (first != null && renewal.worthAsking())) {
                renewal.renew();
            }
        } finally {
            waiting.forEach(it -> it.complete(null));
        }
    }

    private Duration nap() {
        Duration due = renewal.untilDue();
        return due.compareTo(LONGEST_NAP) < 0 ? due : LONGEST_NAP;
    }
}
