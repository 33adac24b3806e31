package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class PeriodicTests {

    private final AtomicInteger times = new AtomicInteger();

    @Test
    void isDoneAgainAfterWhateverWasThrown(CapturedOutput output) {
        Periodic periodic = new Periodic("a-test", Duration.ofMillis(1), this::once);
        periodic.start();

        await().until(() -> times.get() > 2);

        assertThat(periodic.stop(() -> {}, Duration.ofSeconds(5))).isTrue();
        assertThat(output)
                .contains("A fault in the gateway: the work of thread a-test is done again in")
                .contains("an exception for the test")
                .contains("an error for the test");
    }

    private void once() {
        switch (times.incrementAndGet()) {
            case 1 -> throw new IllegalStateException("an exception for the test");
            case 2 -> throw new AssertionError("an error for the test");
            default -> {}
        }
    }
}
