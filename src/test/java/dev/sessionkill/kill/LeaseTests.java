package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void isAskedBeforeAnythingLeaves(@TempDir Path directory) {
        try (TestStore store = new TestStore(directory)) {
            Kill kill = store.enter(KillId.next(), SampleOrders.of(1), Duration.ofMinutes(1));
            var journal =
                    store.recorder(TestMembers.of(kill, Deadline.in(Duration.ofMinutes(1)), lease))
                            .journal(() -> {}, () -> true);
            journal.sending(Stage.PREPARE, 1, null);

            assertThat(journal.mayLeave()).isTrue();
            after(10_000);
            assertThat(journal.mayLeave()).isFalse();
        }
    }

    private void after(long millis) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
