package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseTests {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final Lease lease = new Lease(1, clock.get(), clock::get);

    @Test
    void isHeldUntilALittleBeforeItEndsInTheDatabase() {
        after(9_499);
        assertThat(lease.isHeld()).isTrue();
        after(1);
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void runsFromWhenItsRenewalWasBegunAndNotFromWhenThatWasDone() {
        long asked = lease.now();
        after(9_000);
        lease.renewed(asked);
        after(500);
        assertThat(lease.isHeld()).isFalse();
    }

    private void after(long millis) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
