package dev.sessionkill.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One gateway on a file. */
@Tag("crash")
class CrashOnSqliteIT {

    @Test
    void losesNothingAndDoesNothingTwiceWhenItIsKilled() throws Exception {
        Campaign campaign = new Campaign("SQLite", 1, () -> "", 160);

        assertThat(campaign.run()).isEmpty();
        assertThat(campaign.neverReached()).isEmpty();
    }
}
