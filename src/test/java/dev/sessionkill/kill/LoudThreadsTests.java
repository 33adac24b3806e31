package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LoudThreadsTests {

    @Test
    void areToldOfInTheLogWhenTheyDie(CapturedOutput output) throws InterruptedException {
        Thread thread =
                LoudThreads.named("loud-")
                        .newThread(
                                () -> {
                                    throw new AssertionError("broken for the test");
                                });
        thread.start();
        thread.join();

        assertThat(thread.getName()).isEqualTo("loud-0");
        assertThat(output).contains("A fault in the gateway ended the work", "broken for the test");
    }
}
