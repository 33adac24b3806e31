package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DemandTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong clock = new AtomicLong(-7);
    private final Demand demand = new Demand(clock::get, Duration.ofSeconds(20));

    @Test
    void isNothingBeforeAnybodyAsked() {
        assertThat(demand.in(SECOND)).isZero();
    }

    @Test
    void tellsHowManyAreAskedForInATimeWhenThatGoesOn() {
        for (int i = 0; i < 6_000; i++) {
            later(Duration.ofMillis(100));
            demand.asked(i % 2 == 0 ? 2 : 0);
        }

        assertThat(demand.in(SECOND)).isCloseTo(10, within(0.1));
    }

    @Test
    void makesLittleOfABurstAndForgetsIt() {
        demand.asked(100);
        assertThat(demand.in(SECOND)).isEqualTo(5);

        later(Duration.ofSeconds(20));
        assertThat(demand.in(SECOND)).isCloseTo(5 / Math.E, within(0.001));

        later(Duration.ofHours(1));
        assertThat(demand.in(SECOND)).isCloseTo(0, within(0.001));
    }

    private void later(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
