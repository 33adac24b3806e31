package dev.sessionkill.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.crash.Evidence.Violation;
import dev.sessionkill.storage.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same gateway with a guard taken out: the check must find what that guard prevents. */
@Tag("crash")
class CrashGuardsIT {

    private static final int TRIES = 4;

    /** Slow enough for two gateways to meet in the middle of a kill. */
    private static final Duration MEETING = Duration.ofSeconds(2);

    private static final Plan.Blow KILL = new Plan.Blow.KillOne();
    private static final Plan.Blow STOP = new Plan.Blow.Stop(Duration.ZERO);

    private final PostgresServer server = PostgresServer.shared();

    @TempDir Path directory;

    @Test
    void findsCommitsWhoseSendingIsNotRecorded() throws Exception {
        isFound("COMMIT_NOT_RECORDED", RemovedGuard.SENDING, CrashPoint.COMMIT_SEND_AFTER, KILL);
    }

    @Test
    void findsKillsThatAreDoneAgainAfterTheirCommitMayHaveBeenSent() throws Exception {
        isFound("DONE_AGAIN", RemovedGuard.ONCE, CrashPoint.COMMIT_SEND_AFTER, KILL);
    }

    @Test
    void findsKillsThatTwoGatewaysCommitBecauseWritesDoNotAskForTheEpoch() throws Exception {
        isFound("KILL_COMMITTED_TWICE", RemovedGuard.EPOCH, CrashPoint.PREPARE_RECORD_BEFORE, STOP);
    }

    /** Two gateways without that guard are hit at that point until it is found. */
    private void isFound(String rule, RemovedGuard guard, CrashPoint point, Plan.Blow blow)
            throws Exception {
        WovenGateway gateway = WovenGateway.make(directory.resolve("woven"), guard);
        Set<String> found = new TreeSet<>();
        Life.Setup setup = new Life.Setup(gateway, 2, directory, server.newDatabase());
        try (Life life = new Life(setup, new Random(1))) {
            for (int i = 1; i <= TRIES && !found.contains(rule); i++) {
                Plan plan = new Plan(point, 1, Plan.Trouble.NOTHING, MEETING, blow);
                for (Violation it : life.run("without " + guard + " " + i, plan).violations()) {
                    System.out.println("Without " + guard + ", run " + i + ": " + it);
                    found.add(it.rule());
                }
            }
        }
        assertThat(found).contains(rule);
    }
}
