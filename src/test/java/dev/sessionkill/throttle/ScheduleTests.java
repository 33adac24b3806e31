package dev.sessionkill.throttle;

import static dev.sessionkill.throttle.TwoStageSimulation.MS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTests {

    private final Schedule schedule = new Schedule(new SlidingWindow(4, 1000 * MS));

    @Test
    void letsACommitGoAheadOfAPrepare() {
        spend(3);
        assertThat(schedule.earliest(Lane.URGENT, 0, 0)).isZero();
        assertThat(schedule.earliest(Lane.ORDINARY, 0, 0)).isZero();
        assertThat(schedule.earliest(Lane.ORDINARY, 0, 1)).isEqualTo(1000 * MS);
    }

    @Test
    void leavesSlotsOpenForCallsThatMatterMore() {
        assertThat(schedule.earliest(Lane.LEISURELY, 0, 0)).isZero();
        assertThat(schedule.earliest(Lane.SPARE, 0, 0)).isZero();
        spend(1);
        assertThat(schedule.earliest(Lane.LEISURELY, 0, 0)).isZero();
        assertThat(schedule.earliest(Lane.SPARE, 0, 0)).isEqualTo(1000 * MS);
        spend(1);
        assertThat(schedule.earliest(Lane.LEISURELY, 0, 0)).isEqualTo(1000 * MS);
        assertThat(schedule.earliest(Lane.ORDINARY, 0, 0)).isZero();
    }

    @Test
    void startsAPrepareOnlyWhenItsCommitWillFindASlot() {
        spend(3);
        assertThat(schedule.earliest(Lane.PAIRED, 0, 0)).isEqualTo(1000 * MS - PrepareTimes.SLACK);
    }

    @Test
    void countsTheCommitsThatAreOnTheirWay() {
        schedule.claim(0);
        schedule.claim(0);
        spend(2);
        assertThat(schedule.earliest(Lane.PAIRED, 0, 0)).isEqualTo(1000 * MS - PrepareTimes.SLACK);
        assertThat(schedule.earliest(Lane.ORDINARY, 0, 0))
                .isEqualTo(1000 * MS - PrepareTimes.SLACK);
    }

    @Test
    void startsNoPrepareWhileEverySlotIsPromisedToAnOverdueCommit() {
        for (int i = 0; i < 4; i++) {
            schedule.claim(0);
        }
        for (long now : new long[] {0, 5_000 * MS, 50_000 * MS}) {
            assertThat(schedule.earliest(Lane.PAIRED, now, 0)).isGreaterThan(now);
        }
    }

    @Test
    void freesThePromisedSlotWhenTheCommitWillNotCome() {
        Schedule.Claim claim = schedule.claim(0);
        spend(2);
        assertThat(schedule.earliest(Lane.PAIRED, 0, 0)).isPositive();
        schedule.drop(claim);
        assertThat(schedule.earliest(Lane.PAIRED, 0, 0)).isZero();
    }

    @Test
    void commitsABurstOfTenOnAnIdleBudgetWithoutAnyWait() {
        var burst = new TwoStageSimulation(100, 0).kills(10).until(2_000);

        assertThat(burst.gaps).hasSize(10).allMatch(it -> it == 100 * MS);
        assertThat(burst.commitWaits).containsOnly(0L);
    }

    @ParameterizedTest
    @CsvSource({"20,0", "100,0", "100,80", "400,300", "1500,1000"})
    void neverExceedsTheLimitAndUsesNearlyAllOfIt(long latency, long jitter) {
        var saturated = new TwoStageSimulation(latency, jitter).callers(60).until(30_000);

        assertThat(saturated.mostInAnySecond()).isEqualTo(20);
        long afterTheFirstEstimates =
                saturated.sent.stream().filter(it -> it >= 10_000 * MS).count();
        assertThat(afterTheFirstEstimates / 20.0).isGreaterThan(19.4);
    }

    @ParameterizedTest
    @ValueSource(longs = {20, 100, 400})
    void keepsTheGapOfFourHundredKillsAtOnceFarBelowTheTicketsLife(long latency) {
        var storm = new TwoStageSimulation(latency, 20).kills(400).until(60_000);

        assertThat(storm.gaps).hasSize(400);
        assertThat(storm.gaps).allMatch(it -> it < (latency + 120) * MS);
        assertThat(storm.mostInAnySecond()).isLessThanOrEqualTo(20);
    }

    private void spend(int calls) {
        for (int i = 0; i < calls; i++) {
            schedule.use(schedule.take(), 0);
        }
    }
}
