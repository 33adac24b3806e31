package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeatsTests {

    private static final Duration WAIT = Duration.ofSeconds(15);

    private final Seats seats = new Seats(2);

    @Test
    void letNobodyWaitWhoFindsNone() {
        assertThat(seats.take(WAIT).time()).isEqualTo(WAIT);
        assertThat(seats.take(WAIT).time()).isEqualTo(WAIT);

        Seats.Seat none = seats.take(WAIT);

        assertThat(none.time()).isZero();
        assertThat(none.isAsWanted()).isFalse();
    }

    @Test
    void areFreeAgainWhenARequestHasEnded() {
        Seats.Seat first = seats.take(WAIT);
        seats.take(WAIT);
        seats.take(WAIT).close();
        assertThat(seats.take(WAIT).isAsWanted()).isFalse();

        first.close();

        assertThat(seats.take(WAIT).isAsWanted()).isTrue();
        assertThat(seats.take(WAIT).isAsWanted()).isFalse();
    }

    @Test
    void areNotTakenByWhoWouldNotWait() {
        for (int i = 0; i < 5; i++) {
            assertThat(seats.take(Duration.ZERO).isAsWanted()).isTrue();
        }
        assertThat(seats.take(WAIT).isAsWanted()).isTrue();
    }

    @Test
    void areAsManyAsTheHeapHasRoomFor() {
        Capacity small = Capacity.of(256L << 20);
        Capacity large = Capacity.of(1L << 30);

        assertThat(small.requests()).isBetween(1_100, 1_200);
        assertThat(small.waiting()).isBetween(880, 960);
        assertThat(small.connections()).isEqualTo(small.requests() * 4);
        assertThat(large.requests()).isBetween(6_000, 7_000);
        assertThat(Capacity.of(32L << 20).requests()).isEqualTo(100);
        assertThat(Capacity.of(Long.MAX_VALUE).connections()).isPositive();
    }
}
