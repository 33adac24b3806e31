package dev.sessionkill.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WideningTests {

    private static final long MINUTE = Widening.LASTS;

    private final Widening widening = new Widening(1000);

    @Test
    void lastsAMinute() {
        assertThat(widening.rest(0)).isEqualTo(1000);
        widening.exceeded(0);

        assertThat(widening.rest(MINUTE - 1)).isEqualTo(1250);
        assertThat(widening.rest(MINUTE)).isEqualTo(1000);
    }

    @Test
    void growsByAQuarterEachTimeUpToTwiceTheRest() {
        for (long rest : new long[] {1250, 1500, 1750, 2000, 2000}) {
            widening.exceeded(10);
            assertThat(widening.rest(11)).isEqualTo(rest);
        }
        assertThat(widening.rest(10 + MINUTE)).isEqualTo(1000);
    }

    @Test
    void beginsAnewAfterItWasOver() {
        widening.exceeded(0);
        widening.exceeded(0);
        widening.exceeded(MINUTE);

        assertThat(widening.rest(MINUTE)).isEqualTo(1250);
    }

    @Test
    void keepsTheSlotsOfAWindowClosedForLonger() {
        SlidingWindow window = new SlidingWindow(1, 1000);
        window.exceeded(0);
        window.use(window.take(), 0);

        assertThat(window.open(1249)).isZero();
        assertThat(window.open(1250)).isEqualTo(1);
        assertThat(window.openings(0, 2)).containsExactly(1250, 2500);
    }
}
