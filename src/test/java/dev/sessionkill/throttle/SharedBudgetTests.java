package dev.sessionkill.throttle;

import static dev.sessionkill.throttle.ReplicaSimulation.MS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Never more than twenty in any sliding second over all replicas, whatever happens. */
class SharedBudgetTests {

    @Test
    void isNeverExceededAndNearlyAllUsed() {
        ReplicaSimulation replicas = new ReplicaSimulation(3).run(102_000);

        assertThat(replicas.mostInAnySecond()).isEqualTo(20);
        assertThat(replicas.sentSince(2_000) / 100.0).isGreaterThan(19.4);
    }

    @ParameterizedTest
    @ValueSource(longs = {5_000, 300, -300, -5_000})
    void isNotExceededWhenTheDatabasesClockIsSet(long millis) {
        atEveryMoment(
                replicas -> {
                    replicas.database.offset += millis * MS;
                    replicas.run(5_000);
                    assertThat(replicas.sentInTheLast(2_000)).as("and goes on").isPositive();
                });
    }

    @Test
    void isNotExceededByAReplicaThatStartsJustAfterTheClockWasSet() {
        atEveryMoment(
                replicas -> {
                    replicas.database.offset += 5_000 * MS;
                    replicas.start();
                    replicas.start();
                    replicas.run(5_000);
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 400})
    void isNotExceededWhenAFailOverForgetsReservations(long behind) {
        atEveryMoment(
                replicas -> {
                    replicas.database.save();
                    replicas.run(behind);
                    replicas.database.failOver();
                    replicas.run(5_000);
                    assertThat(replicas.sentInTheLast(2_000)).as("and goes on").isPositive();
                });
    }

    /** As after the crash of one of its processes: no other server, but a shorter memory. */
    @Test
    void isNotExceededWhenTheServerForgetsReservationsAndOnlyFailsForAMoment() {
        atEveryMoment(
                replicas -> {
                    replicas.database.save();
                    replicas.run(200);
                    replicas.database.forget();
                    replicas.database.down = true;
                    replicas.run(101);
                    replicas.database.down = false;
                    replicas.run(5_000);
                    assertThat(replicas.sentInTheLast(2_000)).as("and goes on").isPositive();
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {700, 1_300, 3_000})
    void isNotExceededByAReplicaThatWasPaused(long millis) {
        atEveryMoment(
                replicas -> {
                    replicas.replica(0).stop();
                    replicas.run(millis);
                    replicas.replica(0).goOn();
                    replicas.run(3_000);
                });
    }

    @Test
    void losesTheHoldAloneWhenNobodyHearsOfASending() {
        ReplicaSimulation replicas = new ReplicaSimulation(3);
        replicas.database.forgetful = true;
        replicas.run(32_000);

        assertThat(replicas.mostInAnySecond()).isEqualTo(20);
        assertThat(replicas.sentInTheLast(30_000) / 30.0).isGreaterThan(12);
    }

    /** Lets it happen to calls that book ahead and to others, at many points of the second. */
    private static void atEveryMoment(Consumer<ReplicaSimulation> what) {
        for (boolean ahead : new boolean[] {false, true}) {
            for (long moment = 2_600; moment < 3_700; moment += 170) {
                ReplicaSimulation replicas = new ReplicaSimulation(3);
                if (ahead) {
                    replicas.bookingAhead();
                }
                what.accept(replicas.run(moment));
                assertThat(replicas.mostInAnySecond()).as("at %d", moment).isEqualTo(20);
            }
        }
    }
}
