package dev.sessionkill.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.storage.PostgresServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two gateways that share a PostgreSQL; one is killed, or both, or one is stopped and woken. */
@Tag("crash")
class CrashOnPostgresIT {

    private final PostgresServer server = PostgresServer.shared();

    @Test
    void losesNothingAndDoesNothingTwiceWhenOneIsKilled() throws Exception {
        Campaign campaign = new Campaign("PostgreSQL", 2, server::newDatabase, 160);

        assertThat(campaign.run()).isEmpty();
        assertThat(campaign.neverReached()).isEmpty();
    }
}
