package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import dev.sessionkill.sandbox.SandboxSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Commit that certainly did not leave is not executed, and costs nothing. */
class CommitNotSentTests {

    private final SandboxServer server =
            SandboxServer.start(
                    SandboxOptions.defaults()
                            .withInstances(
                                    InMemoryInstances.empty()
                                            .add(
                                                    TestAccount.INSTANCE,
                                                    SandboxSession.idle(
                                                            1, "web", "10.0.0.1:1", "shop", 3))));
    private final TestAccount account = TestAccount.of(server);
    private final RecordingJournal journal = new RecordingJournal();

    @AfterEach
    void stop() {
        account.close();
        server.close();
    }

    @Test
    void isBusyWhenItsSenderHasLostHisRightAfterItWasRecorded() throws InterruptedException {
        CallJournal stopped =
                new CallJournal() {
                    @Override
                    public void sending(Stage stage, int attempt, @Nullable String sqlExecId) {}

                    @Override
                    public boolean mayLeave() {
                        return false;
                    }

                    @Override
                    public void answered(CallRecord call, Reply<?> reply) {}
                };

        try (Ticket ticket = account.ticket()) {
            assertThat(account.dbbrain().commit(ticket, 1, stopped)).isInstanceOf(Reply.Busy.class);
        }
        assertThat(server.ledger().calls(Match.COMMIT)).isEmpty();
    }

    @Test
    void isBusyAndGivesThePermitBackWhenTheConnectionIsRefused()
            throws IOException, InterruptedException {
        try (Socket holdsThePort = new Socket()) {
            holdsThePort.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String nobodyListens = "http://127.0.0.1:" + holdsThePort.getLocalPort();
            assertNotSentTo(nobodyListens, "5s", "not sent: TencentCloudSDKException");
        }
    }

    @Test
    void isBusyAndGivesThePermitBackWhenTlsIsNotSpoken() throws InterruptedException {
        assertNotSentTo(
                server.endpoint().replace("http:", "https:"),
                "300ms",
                "not sent: TencentCloudSDKException");
    }

    @Test
    void neverSendsATicketThatIsTooOld() throws InterruptedException {
        try (Ticket old = aged(account.ticket(), Ticket.GOOD_FOR)) {
            assertThat(account.dbbrain().commit(old, 1, journal))
                    .isEqualTo(busy("no permit of the budget within the deadline"));
        }
        assertThat(journal.told).isEmpty();
        assertThat(server.ledger().calls(Match.COMMIT)).isEmpty();
    }

    @Test
    void neverSendsATicketThatGrewTooOldWhileItWasWrittenDown() throws InterruptedException {
        try (Ticket old = aged(account.ticket(), Ticket.GOOD_FOR.minusSeconds(2))) {
            int open = account.kills().getMetrics().getAvailablePermissions();
            CallJournal slow =
                    new CallJournal() {
                        @Override
                        public void sending(Stage stage, int attempt, @Nullable String sqlExecId) {
                            while (old.isYoung()) {
                                LockSupport.parkNanos(1_000_000);
                            }
                        }

                        @Override
                        public void answered(CallRecord call, Reply<?> reply) {
                            journal.answered(call, reply);
                        }
                    };

            assertThat(account.dbbrain().commit(old, 1, slow))
                    .isEqualTo(busy("not sent: TencentCloudSDKException"));
            assertThat(account.kills().getMetrics().getAvailablePermissions())
                    .isGreaterThanOrEqualTo(open);
        }
        assertThat(journal.told).containsExactly("answered COMMIT 1");
        assertThat(server.ledger().calls(Match.COMMIT)).isEmpty();
    }

    private void assertNotSentTo(String endpoint, String callTimeout, String detail)
            throws InterruptedException {
        try (Ticket ticket = account.ticket();
                TestAccount elsewhere = TestAccount.withKeysOf(server, endpoint, callTimeout)) {
            int open = account.kills().getMetrics().getAvailablePermissions();

            assertThat(elsewhere.dbbrain().commit(ticket, 1, journal)).isEqualTo(busy(detail));

            assertThat(account.kills().getMetrics().getAvailablePermissions())
                    .isGreaterThanOrEqualTo(open);
            assertThat(journal.replies).containsExactly(busy(detail));
            assertThat(server.ledger().calls(Match.COMMIT)).isEmpty();
            assertThat(account.dbbrain().commit(ticket, 2, journal)).isInstanceOf(Reply.Done.class);
        }
    }

    private static Ticket aged(Ticket ticket, Duration age) {
        return new Ticket(
                ticket.target(),
                ticket.sqlExecId(),
                ticket.threads(),
                System.nanoTime() - age.toNanos(),
                ticket.claim());
    }

    private static Reply<Set<ThreadId>> busy(String detail) {
        return new Reply.Busy<>(Failure.of(detail));
    }
}
