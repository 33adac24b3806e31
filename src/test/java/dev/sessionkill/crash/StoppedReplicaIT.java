package dev.sessionkill.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.storage.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is stopped for three times its lease, and wakes up in the middle of its kills. */
@Tag("crash")
class StoppedReplicaIT {

    private static final Duration STOPPED = Duration.ofSeconds(30);

    private final PostgresServer server = PostgresServer.shared();

    @TempDir Path directory;

    @Test
    void changesAndSendsNothingForKillsThatOthersTookOver() throws Exception {
        WovenGateway gateway = WovenGateway.make(directory.resolve("woven"), RemovedGuard.NONE);
        Life.Setup setup = new Life.Setup(gateway, 2, directory, server.newDatabase());
        try (Life life = new Life(setup, new Random(1))) {
            for (CrashPoint point : Plan.STOPS) {
                Plan plan =
                        new Plan(
                                point,
                                1,
                                Plan.Trouble.NOTHING,
                                Duration.ofMillis(200),
                                new Plan.Blow.Stop(STOPPED));

                Life.Outcome outcome = life.run("stopped at " + point, plan);

                assertThat(outcome.struck().reached()).isTrue();
                assertThat(outcome.struck().left()).isNotEmpty();
                assertThat(outcome.violations()).isEmpty();
                assertThat(outcome.evidence().events())
                        .anyMatch(it -> it.kind().equals("TAKEN_OVER"));
            }
        }
    }
}
