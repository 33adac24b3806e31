package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenewedCredentialsTests {

    /** Hands out a new set each time, if it is let. */
    private static final class Issuer implements CredentialIssuer {

        final AtomicInteger number = new AtomicInteger();
        final AtomicInteger asked = new AtomicInteger();
        final Semaphore leave = new Semaphore(1);
        final AtomicBoolean broken = new AtomicBoolean();
        final AtomicBoolean closed = new AtomicBoolean();
        private final SettableTime time;

        Issuer(SettableTime time) {
            this.time = time;
        }

        @Override
        public Issuance issue() {
            asked.incrementAndGet();
            if (broken.getAndSet(false)) {
                throw new AssertionError("broken for the test");
            }
            leave.acquireUninterruptibly();
            return new Issuance.Issued(
                    keys(number.incrementAndGet()), time.now().plus(Duration.ofHours(2)));
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    private final SettableTime time = new SettableTime();
    private final Issuer issuer = new Issuer(time);
    private final RenewedCredentials credentials =
            new RenewedCredentials(
                    "the.setting",
                    issuer,
                    new Renewal("the.setting", issuer, new RenewalPace(() -> 0), time.clocks));

    @AfterEach
    void stop() {
        issuer.leave.release(1_000_000);
        credentials.close();
    }

    @Test
    void hasThemWhenTheStartGoesOn() {
        assertThat(credentials.current()).map(HeldCredentials::credentials).contains(keys(1));
        assertThat(credentials.expiring()).isTrue();
    }

    @Test
    void looksAtOnceWhenTheVendorRefusedThem() {
        time.pass(Duration.ofSeconds(10));
        issuer.leave.release();

        assertThat(credentials.refresh(keys(1))).isTrue();

        assertThat(credentials.current()).map(HeldCredentials::credentials).contains(keys(2));
    }

    @Test
    void asksAgainAfterAnError() {
        time.pass(Duration.ofSeconds(10));
        issuer.leave.release();
        issuer.broken.set(true);
        assertThat(credentials.refresh(keys(1))).isFalse();

        await().until(() -> credentials.refresh(keys(1)));
        assertThat(issuer.asked).hasValue(3);
    }

    @Test
    void knowsWithoutAskingThatThereAreOthersAlready() {
        assertThat(credentials.refresh(keys(0))).isTrue();

        assertThat(issuer.asked).hasValue(1);
    }

    @Test
    void doesNotAskAgainForARefusalJustAfterItAsked() {
        assertThat(credentials.refresh(keys(1))).isFalse();

        assertThat(issuer.asked).hasValue(1);
    }

    @Test
    void givesTheValidOnesWhileTheIssuerHangs() throws Exception {
        time.pass(Duration.ofSeconds(10));
        try (ExecutorService refused = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> answer = refused.submit(() -> credentials.refresh(keys(1)));
            await().until(() -> issuer.asked.get() == 2);

            assertThat(credentials.current()).map(HeldCredentials::credentials).contains(keys(1));

            issuer.leave.release();
            answer.get();
            await().until(() -> credentials.refresh(keys(1)));
        }
    }

    @Test
    void neverShowsAMixtureOfTwoSets() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch reading = new CountDownLatch(4);
        try (ExecutorService readers = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> mixtures = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                mixtures.add(readers.submit(() -> mixtures(done, reading)));
            }
            reading.await();
            for (int i = 1; i < 500; i++) {
                time.pass(Duration.ofSeconds(10));
                issuer.leave.release();
                Credentials last = keys(i);
                await().pollDelay(Duration.ZERO).until(() -> credentials.refresh(last));
            }
            done.set(true);
            for (Future<Integer> each : mixtures) {
                assertThat(each.get()).isZero();
            }
        }
        assertThat(issuer.number).hasValue(500);
    }

    @Test
    void closesWhatItAsks() {
        credentials.close();

        assertThat(issuer.closed).isTrue();
    }

    private int mixtures(AtomicBoolean done, CountDownLatch reading) {
        int mixtures = 0;
        reading.countDown();
        while (!done.get()) {
            Credentials seen = credentials.current().orElseThrow().credentials();
            if (!seen.equals(keys(Integer.parseInt(seen.secretId().substring(3))))) {
                mixtures++;
            }
        }
        return mixtures;
    }

    private static Credentials keys(int number) {
        return new Credentials("id-" + number, "key-" + number, "token-" + number);
    }
}
