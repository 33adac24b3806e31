package dev.sessionkill.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Deadline;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BudgetMetersTests {

    private static final Deadline SOON = Deadline.in(Duration.ofSeconds(30));
    private static final Deadline PAST = new Deadline(System.nanoTime() - 1);

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final CallBudget budget =
            new CallBudgets(meters, Optional.empty()).open(new AccountName("a"), "Kill", 4);

    @Test
    void showHowFarTheWindowIsUsed() throws InterruptedException {
        assertThat(calls("limit")).isEqualTo(4);
        assertThat(calls("used")).isZero();
        assertThat(calls("open")).isEqualTo(4);

        Permit permit = budget.ordinary(SOON).orElseThrow();
        permit.mayLeave();
        permit.sent();

        assertThat(calls("used")).isEqualTo(1);
        assertThat(calls("open")).isEqualTo(3);
    }

    @Test
    void countWhoWaits() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            assertThat(budget.ordinary(SOON)).isPresent();
        }
        assertThat(calls("queued")).isZero();
        Thread waiter = Thread.ofVirtual().start(this::waitInVain);

        while (calls("queued") != 1) {
            Thread.onSpinWait();
        }

        waiter.interrupt();
        waiter.join();
        assertThat(calls("queued")).isZero();
    }

    private void waitInVain() {
        try {
            budget.ordinary(SOON);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Lane.class,
            names = {"ORDINARY", "LEISURELY"})
    void tellHowLongACallWaitedInItsLane(Lane lane) throws InterruptedException {
        assertThat(waits(lane)).isZero();

        assertThat(lane == Lane.ORDINARY ? budget.ordinary(SOON) : budget.leisurely(SOON))
                .isPresent();

        assertThat(waits(lane)).isEqualTo(1);
        assertThat(waits(Lane.URGENT)).isZero();
    }

    @Test
    void tellOfAPrepareAndOfItsCommit() throws InterruptedException {
        PairPermit pair = budget.pair(SOON).orElseThrow();

        assertThat(waits(Lane.PAIRED)).isEqualTo(1);
        assertThat(waits(Lane.URGENT)).isZero();

        pair.commit().permit(SOON).orElseThrow().close();
        assertThat(waits(Lane.URGENT)).isEqualTo(1);
    }

    @Test
    void countWhoGotNoPermitInTime() throws InterruptedException {
        assertThat(budget.urgent(PAST)).isEmpty();

        assertThat(waits(Lane.URGENT)).isZero();
        assertThat(
                        meters.get("gateway.permit.expired")
                                .tags("account", "a", "action", "Kill", "lane", "URGENT")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void countWhatTheVendorCountedAsTooMany() {
        budget.exceeded();

        assertThat(meters.get("gateway.budget.exceeded").tag("account", "a").counter().count())
                .isEqualTo(1);
    }

    private double calls(String what) {
        return meters.get("gateway.budget." + what).tags("account", "a").gauge().value();
    }

    private long waits(Lane lane) {
        return meters.get("gateway.permit.wait").tag("lane", lane.name()).timer().count();
    }
}
