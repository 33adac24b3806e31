package dev.sessionkill.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTranslationTests {

    /** Sent at 100, answered at 140, and read 1120 in between: 980 to 1020 ahead. */
    private final ClockTranslation known = ClockTranslation.of(100, 1120, 140);

    @Test
    void boundsTheOffsetByTheSendingAndTheAnswer() {
        assertThat(known).isEqualTo(new ClockTranslation(980, 1020, 140));
    }

    @Test
    void letsNoCallLeaveBeforeItsTimeHasCertainlyCome() {
        assertThat(known.reached(2000, 140)).isEqualTo(2000 - 980);
    }

    @Test
    void letsNoCallLeaveWhenItsTimeMayHavePassed() {
        assertThat(known.notPast(2000, 140)).isEqualTo(2000 - 1020);
    }

    @Test
    void datesASendingAsLateAsItCanHaveBeen() {
        assertThat(known.latest(200)).isEqualTo(200 + 1020);
    }

    @Test
    void becomesLessSureWithTime() {
        assertThat(known.reached(5_000, 140 + 10_000)).isEqualTo(5_000 - 980 + 10);
        assertThat(known.notPast(5_000, 140 + 10_000)).isEqualTo(5_000 - 1020 - 10);
        assertThat(known.latest(140 + 10_000)).isEqualTo(140 + 10_000 + 1020 + 10);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # sent, database, answered, low, high
                    200, 1210, 205, 1005, 1010
                    200, 1200, 300,  980, 1000
                    200, 1230, 300,  980, 1020
                    200, 1221, 201, 1020, 1020
                    """)
    void keepsWhatAllStatementsAllow(long sent, long database, long answered, long low, long high) {
        assertThat(known.and(ClockTranslation.of(sent, database, answered)))
                .contains(new ClockTranslation(low, high, answered));
    }

    @ParameterizedTest
    @CsvSource({"200,1222,201", "200,1179,200", "200,6200,210", "200,200,210"})
    void findsThatAClockWasSet(long sent, long database, long answered) {
        assertThat(known.and(ClockTranslation.of(sent, database, answered))).isEmpty();
    }

    @Test
    void takesADriftForNoStep() {
        assertThat(known.and(ClockTranslation.of(1_000_100, 1_000_100 + 1900, 1_000_100)))
                .isPresent();
    }
}
