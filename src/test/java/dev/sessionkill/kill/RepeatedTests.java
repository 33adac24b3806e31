package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.QueryTimeoutException;

/** What a schedule does again and again, whatever befalls it once. */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class RepeatedTests {

    @Test
    void isDoneAgainAfterWhateverWasThrown(CapturedOutput output) throws InterruptedException {
        Deque<Throwable> thrown =
                new ArrayDeque<>(
                        List.of(
                                new QueryTimeoutException("no answer"),
                                new IllegalStateException("a fault"),
                                new AssertionError("an error")));
        Semaphore done = new Semaphore(0);
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            var _ =
                    clock.scheduleWithFixedDelay(
                            new Repeated("it goes on", () -> once(thrown.poll(), done)),
                            1,
                            1,
                            TimeUnit.MILLISECONDS);
            assertThat(done.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            clock.shutdownNow();
        }
        assertThat(output)
                .contains("A fault in the gateway: it is tried again later that it goes on.")
                .contains("AssertionError: an error");
    }

    private static void once(Throwable thrown, Semaphore done) {
        switch (thrown) {
            case null -> done.release();
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new IllegalArgumentException(thrown);
        }
    }
}
