package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sessionkill.core.Deadline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptsTests {

    private static final Reply<String> DONE = new Reply.Done<>("done", "r");
    private static final Reply<String> BUSY = new Reply.Busy<>(Failure.of("busy"));
    private static final Reply<String> REFUSED = new Reply.Refused<>(Failure.of("refused"));
    private static final Reply<String> UNKNOWN = new Reply.Unknown<>(Failure.of("unknown"));
    private static final Deadline PASSED = new Deadline(System.nanoTime() - 1);

    private final List<Integer> made = new ArrayList<>();

    @Test
    void makesThreeAttemptsAtMostAndAnswersTheLast() throws InterruptedException {
        assertThat(attempts(TestAccount.soon(), List.of(BUSY, BUSY, UNKNOWN, DONE)))
                .isEqualTo(UNKNOWN);
        assertThat(made).containsExactly(1, 2, 3);
    }

    @Test
    void stopsAtTheFirstThatIsDone() throws InterruptedException {
        assertThat(attempts(TestAccount.soon(), List.of(UNKNOWN, DONE, BUSY))).isEqualTo(DONE);
        assertThat(made).containsExactly(1, 2);
    }

    @Test
    void stopsAtARefusal() throws InterruptedException {
        assertThat(attempts(TestAccount.soon(), List.of(REFUSED, DONE))).isEqualTo(REFUSED);
        assertThat(made).containsExactly(1);
    }

    @Test
    void stopsAtTheDeadline() throws InterruptedException {
        assertThat(attempts(PASSED, List.of(BUSY, DONE))).isEqualTo(BUSY);
        assertThat(made).containsExactly(1);
    }

    @Test
    void letsABugThrough() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                new Attempts()
                                        .until(
                                                TestAccount.soon(),
                                                number -> {
                                                    made.add(number);
                                                    throw new IllegalStateException("bug");
                                                }))
                .withMessage("bug");
        assertThat(made).containsExactly(1);
    }

    @Test
    void saysThatItWasInterruptedWhileItWaitedForTheNextAttempt() {
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(
                        () ->
                                new Attempts()
                                        .until(
                                                TestAccount.soon(),
                                                number -> {
                                                    made.add(number);
                                                    Thread.currentThread().interrupt();
                                                    return BUSY;
                                                }));
        assertThat(made).containsExactly(1);
        assertThat(Thread.interrupted()).isFalse();
    }

    private Reply<String> attempts(Deadline deadline, List<Reply<String>> replies)
            throws InterruptedException {
        Deque<Reply<String>> left = new ArrayDeque<>(replies);
        return new Attempts()
                .until(
                        deadline,
                        number -> {
                            made.add(number);
                            return left.remove();
                        });
    }
}
