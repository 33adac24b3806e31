package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many who meet trouble at the same time do not wait for each other. */
@Tag("alone")
class PostgresTroubleForManyIT extends GatewayOnPostgres {

    /** If only the driver's own timeouts ended their waits, these would take more than five. */
    private static final Duration BOUND_OF_MANY = Duration.ofMillis(4500);

    @Test
    void turnsManyAwayInTimeWhilePostgresqlIsSilent() throws Exception {
        Duration longest = timeToTurnManyAway();
        for (int again = 0; again < 2 && longest.compareTo(BOUND_OF_MANY) >= 0; again++) {
            longest = timeToTurnManyAway();
        }

        assertThat(longest).isLessThan(BOUND_OF_MANY);
    }

    private Duration timeToTurnManyAway() throws Exception {
        wire.silence();
        List<Duration> times = TestGateway.together(Collections.nCopies(50, this::timeToTurnAway));
        wire.mend();
        recovers();
        return Collections.max(times);
    }
}
