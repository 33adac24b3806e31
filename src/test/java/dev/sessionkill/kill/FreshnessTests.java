package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreshnessTests {

    private long now;

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void doesNotLastBeforeTheFirstLook(long start) {
        now = start;

        assertThat(new Freshness(() -> now).lasts()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # the look took, good for another
                    0,    1000
                    100,   900
                    750,   250
                    751,   250
                    1000,  250
                    5000,  250
                    """)
    void lastsForASecondFromTheBeginningOrForAMomentFromTheEnd(long took, long left) {
        now = Long.MAX_VALUE - 1;
        Freshness freshness = new Freshness(() -> now);
        long began = now;
        after(took);

        freshness.looked(began);

        after(left);
        now--;
        assertThat(freshness.lasts()).isTrue();
        now++;
        assertThat(freshness.lasts()).isFalse();
    }

    @Test
    void beginsAnewWithAnotherLook() {
        Freshness freshness = new Freshness(() -> now);
        freshness.looked(now);
        after(5_000);
        freshness.looked(now);

        assertThat(freshness.lasts()).isTrue();
    }

    private void after(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }
}
