package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTests {

    private final AtomicLong clock = new AtomicLong();
    private final Pace pace = new Pace(clock::get, Duration.ofMillis(10));

    @Test
    void isNoWaitWhenNobodyIsBefore() {
        assertThat(pace.of(0)).isZero();
    }

    @Test
    void isNeverFasterThanTheBudgetHoweverManyWentAtOnce() {
        for (int i = 0; i < 10; i++) {
            departsAfter(1, true);
        }

        assertThat(pace.of(100)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void learnsFromTheFirstOnes() {
        departsAfter(100, true);
        departsAfter(100, true);

        assertThat(pace.of(10)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void learnsHowLongAPairTakesWhileOthersWait() {
        for (int i = 0; i < 100; i++) {
            departsAfter(100, true);
        }

        assertThat(pace.of(50)).isBetween(Duration.ofMillis(4_990), Duration.ofMillis(5_000));
    }

    @Test
    void takesAnIdleTimeForNoWait() {
        for (int i = 0; i < 100; i++) {
            departsAfter(100, true);
        }
        departsAfter(100, false);
        departsAfter(60_000, true);

        assertThat(pace.of(1)).isLessThanOrEqualTo(Duration.ofMillis(100));
    }

    private void departsAfter(long millis, boolean othersWait) {
        clock.addAndGet(Duration.ofMillis(millis).toNanos());
        pace.departed(othersWait);
    }
}
