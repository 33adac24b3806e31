package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallerRatesTests {

    private final AtomicLong ticker = new AtomicLong(-3_000_000_000L);
    private final CallerRates rates = new CallerRates(50, ticker::get);

    @Test
    void dropsWhoWasAwayForAMinute() {
        for (int i = 0; i < 100_000; i++) {
            rates.ask("sub:flood-" + i);
            pass(Duration.ofMillis(10));
        }

        assertThat(rates.size()).isEqualTo(6_000);
    }

    @Test
    void keepsWhoComesBackInTime() {
        rates.ask("sub:regular");
        rates.ask("sub:once");
        pass(Duration.ofSeconds(59));
        rates.ask("sub:regular");
        pass(Duration.ofSeconds(1));
        rates.ask("sub:new");
        assertThat(rates.size()).as("without sub:once").isEqualTo(2);

        pass(Duration.ofSeconds(59));
        rates.ask("sub:regular");

        assertThat(rates.size()).as("without sub:regular's first visit").isEqualTo(2);
    }

    @Test
    void doesNotForgetWhatACallerHasSpent() {
        for (int i = 0; i < 50; i++) {
            assertThat(rates.ask("sub:busy").mayEnter()).isTrue();
        }
        for (int i = 0; i < 10_000; i++) {
            rates.ask("sub:flood-" + i);
        }

        assertThat(rates.ask("sub:busy")).isEqualTo(new CallerRates.Turn(false, 0));
    }

    private void pass(Duration time) {
        ticker.addAndGet(time.toNanos());
    }
}
