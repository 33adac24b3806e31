package dev.sessionkill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.storage.PostgresServer;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole campaign, in the profile {@code fuzz}. */
@Tag("fuzz")
class FuzzIT {

    private static final long SEED = Long.getLong("fuzz.seed", new Random().nextInt(1_000_000));
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 50_000);

    @Test
    void nothingThatIsSentMakesTheGatewayFailOrBreakItsContract() throws Exception {
        assertThat(FuzzedGateway.fuzz(SEED, REQUESTS)).isEmpty();
    }

    /** PostgreSQL takes less than SQLite: no zero bytes in texts, and no half of a surrogate. */
    @Test
    void norOnPostgresql() throws Exception {
        assertThat(
                        FuzzedGateway.fuzz(
                                SEED,
                                REQUESTS / 5,
                                "--spring.datasource.url=" + PostgresServer.shared().newDatabase()))
                .isEmpty();
    }
}
