package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.Stage;
import dev.sessionkill.sandbox.Fault;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import dev.sessionkill.sandbox.SandboxSession;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallMetersTests {

    private final SandboxServer server =
            SandboxServer.start(
                    SandboxOptions.defaults()
                            .withInstances(
                                    InMemoryInstances.empty()
                                            .add(TestAccount.INSTANCE, session(1), session(2))));
    private final TestAccount account = TestAccount.of(server);

    private static SandboxSession session(long id) {
        return SandboxSession.idle(id, "web", "10.0.0.1:1", "shop", 3);
    }

    @AfterEach
    void stop() {
        account.close();
        server.close();
    }

    @Test
    void tellHowLongACommitCameAfterItsPrepare() throws InterruptedException {
        assertThat(gap().count()).isZero();
        try (Ticket ticket = account.ticket()) {
            account.dbbrain().commit(ticket, 1, CallJournal.NONE);

            assertThat(gap().count()).isEqualTo(1);
            assertThat(gap().max(TimeUnit.NANOSECONDS))
                    .isPositive()
                    .isLessThan((double) ticket.age().toNanos());
        }
        assertThat(calls(Stage.PREPARE, "DONE")).isEqualTo(1);
        assertThat(calls(Stage.COMMIT, "DONE")).isEqualTo(1);
    }

    @Test
    void countACommitWhoseFateIsUnknown() throws InterruptedException {
        server.faults().next(Match.COMMIT, new Fault.ResetAfterExecute());
        try (Ticket ticket = account.ticket()) {
            account.dbbrain().commit(ticket, 1, CallJournal.NONE);
        }

        assertThat(calls(Stage.COMMIT, "UNKNOWN")).isEqualTo(1);
    }

    @Test
    void countEachAttemptOfAList() throws InterruptedException {
        server.faults().next(Match.LIST, Fault.error("RequestLimitExceeded", false));
        server.faults().next(Match.LIST, Fault.error("ResourceNotFound", false));

        account.list(ProcessQuery.all(9));

        assertThat(calls(Stage.LIST, "BUSY")).isEqualTo(1);
        assertThat(calls(Stage.LIST, "REFUSED")).isEqualTo(1);
        assertThat(calls(Stage.LIST, "DONE")).isZero();
    }

    private Timer gap() {
        return account.meters().get("gateway.commit.gap").tag("account", "default").timer();
    }

    private long calls(Stage stage, String reply) {
        return account.meters()
                .get("gateway.upstream.calls")
                .tags("account", "default", "action", AccountConfiguration.action(stage))
                .tags("stage", stage.name(), "reply", reply)
                .timer()
                .count();
    }
}
