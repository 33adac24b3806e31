package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenewalPaceTests {

    private final RenewalPace first = new RenewalPace(() -> 0);
    private final RenewalPace last = new RenewalPace(() -> -1);

    @ParameterizedTest
    @CsvSource({
        "PT2H,  PT1H12M,   PT1H20M",
        "PT30M, PT18M,     PT20M",
        "PT1M,  PT36S,     PT40S",
        "PT15S, PT10S,     PT10S",
        "PT1S,  PT10S,     PT10S"
    })
    void asksAfterTwoThirdsOfWhatIsLeftOrALittleBefore(
            Duration left, Duration earliest, Duration latest) {
        assertThat(last.afterSuccess(left)).isBetween(earliest, earliest.plusMillis(2));
        assertThat(first.afterSuccess(left)).isBetween(latest.minusMillis(1), latest);
    }

    @Test
    void asksAgainSoonAndThenEverLessOften() {
        assertThat(seconds(true)).containsExactly(1, 2, 4, 8, 16, 32, 60, 60);
        assertThat(seconds(false)).containsExactly(1, 2, 4, 8, 10, 10, 10, 10);
        assertThat(first.afterFailure(3, true)).isEqualTo(Duration.ofSeconds(2));
        assertThat(first.afterFailure(Integer.MAX_VALUE, true)).isEqualTo(Duration.ofSeconds(30));
    }

    private int[] seconds(boolean held) {
        return IntStream.rangeClosed(1, 8)
                .mapToObj(it -> last.afterFailure(it, held))
                .mapToInt(it -> (int) Math.round(it.toMillis() / 1000.0))
                .toArray();
    }
}
