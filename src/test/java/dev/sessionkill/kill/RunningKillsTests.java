package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.Caller;
import dev.sessionkill.kill.RunningKills.Place;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunningKillsTests {

    private static final Caller LOOP = new Caller("sub:loop", Set.of());
    private static final Caller ONCALL = new Caller("sub:oncall", Set.of());

    private final RunningKills kills = new RunningKills();

    @Test
    void leaveRoomForOthersWhenACallerHasTakenHisShare() {
        assertThat(kills.take(LOOP, 5, 2)).isEqualTo(Place.TAKEN);
        assertThat(kills.take(LOOP, 5, 2)).isEqualTo(Place.TAKEN);

        assertThat(kills.take(LOOP, 5, 2)).isEqualTo(Place.CALLER_FULL);
        assertThat(kills.take(ONCALL, 5, 2)).isEqualTo(Place.TAKEN);
        assertThat(kills.count()).isEqualTo(3);
    }

    @Test
    void turnEverybodyAwayWhenAllPlacesAreTaken() {
        kills.take(LOOP, 2, 2);
        kills.take(ONCALL, 2, 2);

        assertThat(kills.take(LOOP, 2, 2)).isEqualTo(Place.ALL_FULL);
        assertThat(kills.take(ONCALL, 2, 2)).isEqualTo(Place.ALL_FULL);
    }

    @Test
    void giveAPlaceBackToItsCaller() {
        kills.take(LOOP, 5, 1);
        kills.leave(LOOP);

        assertThat(kills.take(LOOP, 5, 1)).isEqualTo(Place.TAKEN);
        assertThat(kills.take(LOOP, 5, 1)).isEqualTo(Place.CALLER_FULL);
    }

    @Test
    void takeInWhateverTheLimitsWhatWasAcceptedBefore() {
        kills.enter(LOOP);
        kills.enter(LOOP);

        assertThat(kills.count()).isEqualTo(2);
        assertThat(kills.take(LOOP, 5, 2)).isEqualTo(Place.CALLER_FULL);
    }
}
