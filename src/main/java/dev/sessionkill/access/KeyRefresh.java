package dev.sessionkill.access;

import java.util.concurrent.TimeUnit;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Has the issuers' keys at hand before anybody needs them: before the gateway says that it is
 * ready, and often enough that an issuer which fails leaves an hour's use of them. No request waits
 * for keys, and none is turned away because a thousand others came first.
 */
final class KeyRefresh implements ApplicationRunner {

    /** Well before {@link IssuerKeys#FRESH} has passed. */
    private static final int SECONDS = 120;

    private final Issuers issuers;

    KeyRefresh(Issuers issuers) {
        this.issuers = issuers;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        issuers.refreshKeys();
    }

    @Scheduled(initialDelay = SECONDS, fixedDelay = SECONDS, timeUnit = TimeUnit.SECONDS)
    void again() {
        issuers.refreshKeys();
    }
}
