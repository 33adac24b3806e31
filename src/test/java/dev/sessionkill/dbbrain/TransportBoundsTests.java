package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sandbox.Fault;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import dev.sessionkill.sandbox.SandboxSession;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportBoundsTests {

    private final SandboxServer server =
            SandboxServer.start(
                    SandboxOptions.defaults()
                            .withInstances(
                                    InMemoryInstances.empty()
                                            .add(
                                                    TestAccount.INSTANCE,
                                                    SandboxSession.idle(
                                                            1, "web", "10.0.0.1:1", "shop", 3))));
    private final TestAccount account = TestAccount.of(server, Duration.ofSeconds(8));

    @AfterEach
    void stop() {
        account.close();
        server.close();
    }

    @Test
    @Timeout(60)
    void endsADrippingAnswerByTheCallTimeout() throws InterruptedException {
        server.faults().next(Match.COMMIT, new Fault.Drip(Duration.ofMillis(10), true));
        try (Ticket ticket = account.ticket();
                TestAccount brief = TestAccount.of(server, Duration.ofSeconds(1))) {
            long start = System.nanoTime();

            assertThat(brief.dbbrain().commit(ticket, 1, CallJournal.NONE))
                    .isEqualTo(unknown("no answer in time"));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(990));
        }
    }

    @Test
    void readsNoAnswerThatIsLargerThanAnyProcessList() throws InterruptedException {
        String endless =
                "{\"Response\":{\"Threads\":[],\"RequestId\":\"r\",\"x\":\""
                        + "x".repeat(32 * 1024 * 1024)
                        + "\"}}";
        server.faults().next(Match.COMMIT, Fault.json(endless, true));

        assertThat(commit()).isEqualTo(unknown("the connection broke: IOException"));
    }

    @Test
    void readsALargeAnswer() throws InterruptedException {
        String large =
                "{\"Response\":{\"Threads\":[],\"RequestId\":\"r\",\"x\":\""
                        + "x".repeat(8 * 1024 * 1024)
                        + "\"}}";
        server.faults().next(Match.COMMIT, Fault.json(large, true));

        assertThat(commit()).isEqualTo(new Reply.Done<>(Set.of(), "r"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 200_000})
    void leavesNoConnectionOpenBehindAnErrorPage(int length) throws InterruptedException {
        server.faults()
                .always(
                        Match.COMMIT,
                        _ -> new Fault.Status(500, "x".repeat(length), Map.of(), false));
        try (Ticket ticket = account.ticket()) {
            for (int i = 1; i <= 50; i++) {
                assertThat(account.dbbrain().commit(ticket, i, CallJournal.NONE))
                        .isEqualTo(unknown("HTTP status 500"));
            }
        }
        assertThat(server.ledger().calls(Match.COMMIT)).hasSize(50);
        assertThat(server.openConnections()).isLessThan(5);
    }

    private Reply<Set<ThreadId>> commit() throws InterruptedException {
        try (Ticket ticket = account.ticket()) {
            return account.dbbrain().commit(ticket, 1, CallJournal.NONE);
        }
    }

    private static Reply<Set<ThreadId>> unknown(String detail) {
        return new Reply.Unknown<>(Failure.of(detail));
    }
}
