package dev.sessionkill.bench;

import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The naive service: first come, first served, a Prepare and a Commit for each request, twenty
 * calls a second by Resilience4j with one call each 50 ms. It looks at no process list and writes
 * nothing down.
 */
final class Rival {

    private static final int WAITING = 40;

    private final DirectSdk sdk;
    private final RateLimiter limiter =
            RateLimiter.of(
                    "rival",
                    RateLimiterConfig.custom()
                            .limitForPeriod(1)
                            .limitRefreshPeriod(Duration.ofMillis(50))
                            .timeoutDuration(Duration.ofMinutes(1))
                            .build());

    Rival(Vendor vendor) {
        this.sdk = new DirectSdk(vendor);
    }

    /** How many kill requests a second it carries out when more always wait. */
    double requestsPerSecond(String instance, Duration time) throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        long end = System.nanoTime() + time.toNanos();
        Callable<Void> worker =
                () -> {
                    while (System.nanoTime() < end) {
                        kill(instance, 1 + done.get());
                        if (System.nanoTime() < end) {
                            done.incrementAndGet();
                        }
                    }
                    return null;
                };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> workers =
                    threads.invokeAll(Stream.generate(() -> worker).limit(WAITING).toList());
            Load.answers(workers);
        }
        return done.get() * 1e9 / TimeUnit.NANOSECONDS.convert(time);
    }

    private void kill(String instance, long thread) throws TencentCloudSDKException {
        limiter.acquirePermission();
        String sqlExecId = sdk.prepare(instance, List.of(thread));
        limiter.acquirePermission();
        sdk.commit(instance, sqlExecId);
    }
}
