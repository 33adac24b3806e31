package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.Stage;
import dev.sessionkill.sandbox.Fault;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import dev.sessionkill.sandbox.SandboxSession;
import dev.sessionkill.throttle.CallBudget;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prepares and lists, which may be sent again, each time with a permit of its own. */
class RepeatedCallsTests {

    private static final Fault BUSY = Fault.error("RequestLimitExceeded", false);
    private static final Fault REFUSAL = Fault.error("ResourceNotFound", false);

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

    @AfterEach
    void stop() {
        account.close();
        server.close();
    }

    static Stream<Fault> faultsThatChangeNothing() {
        return Stream.of(
                BUSY,
                Fault.error("InternalError", true),
                Fault.status(502, true),
                Fault.html(false),
                Fault.json("{\"Response\":{}}", true),
                new Fault.ExecuteThenDrop(),
                new Fault.ResetAfterExecute());
    }

    @ParameterizedTest
    @MethodSource("faultsThatChangeNothing")
    void sendsAPrepareAgainWithAnotherPermit(Fault fault) throws InterruptedException {
        AtomicInteger permits = permits(account.kills());
        server.faults().next(Match.PREPARE, fault);
        RecordingJournal journal = new RecordingJournal();

        assertThat(prepare(account, TestAccount.soon(), journal)).isEqualTo(Meaning.DONE);

        assertThat(server.ledger().calls(Match.PREPARE)).hasSize(2);
        assertThat(permits).hasValue(2);
        assertThat(journal.told)
                .containsExactly(
                        "sending PREPARE 1 null",
                        "answered PREPARE 1",
                        "sending PREPARE 2 null",
                        "answered PREPARE 2");
    }

    @Test
    void givesAPrepareUpAfterThree() throws InterruptedException {
        AtomicInteger permits = permits(account.kills());
        server.faults().always(Match.PREPARE, n -> n == 3 ? BUSY : Fault.status(500, true));

        assertThat(prepare(account, TestAccount.soon(), CallJournal.NONE)).isEqualTo(Meaning.BUSY);

        assertThat(server.ledger().calls()).hasSize(3);
        assertThat(permits).hasValue(3);
    }

    @Test
    void givesAListUpAfterThree() throws InterruptedException {
        AtomicInteger permits = permits(account.lists());
        server.faults().always(Match.LIST, _ -> Fault.status(500, true));

        assertThat(list(TestAccount.soon())).isEqualTo(Meaning.UNKNOWN);

        assertThat(server.ledger().calls(Match.LIST)).hasSize(3);
        assertThat(permits).hasValue(3);
    }

    @Test
    void sendsNothingAgainAfterARefusal() throws InterruptedException {
        server.faults().always(Match.ANY, _ -> REFUSAL);

        assertThat(list(TestAccount.soon())).isEqualTo(Meaning.REFUSED);
        assertThat(prepare(account, TestAccount.soon(), CallJournal.NONE))
                .isEqualTo(Meaning.REFUSED);

        assertThat(server.ledger().calls(Match.LIST)).hasSize(1);
        assertThat(server.ledger().calls(Match.PREPARE)).hasSize(1);
    }

    @Test
    void sendsNothingAgainAfterTheDeadline() throws InterruptedException {
        server.latency(Duration.ofMillis(2_100));
        server.faults().always(Match.PREPARE, _ -> Fault.status(500, true));

        assertThat(prepare(account, Deadline.in(Duration.ofSeconds(2)), CallJournal.NONE))
                .isEqualTo(Meaning.UNKNOWN);

        assertThat(server.ledger().calls()).hasSize(1);
    }

    @Test
    void sendsNothingAtAllAfterTheDeadline() throws InterruptedException {
        Deadline passed = new Deadline(System.nanoTime() - 1);

        assertThat(list(passed)).isEqualTo(Meaning.BUSY);
        assertThat(prepare(account, passed, CallJournal.NONE)).isEqualTo(Meaning.BUSY);

        assertThat(server.ledger().calls()).isEmpty();
    }

    @Test
    void keepsNoPlaceForTheCommitOfAPrepareThatFailed() throws InterruptedException {
        server.faults().next(Match.PREPARE, REFUSAL);
        try (TestAccount narrow = TestAccount.of(server, 2)) {
            assertThat(prepare(narrow, TestAccount.soon(), CallJournal.NONE))
                    .isEqualTo(Meaning.REFUSED);
            assertAllPlacesAreFree(narrow);
        }
    }

    @Test
    void keepsNoPlacesForTheCommitsOfThreePreparesThatFailed() throws InterruptedException {
        server.faults().next(Match.PREPARE, BUSY, Fault.status(500, true), BUSY);
        try (TestAccount narrow = TestAccount.of(server, 4)) {
            assertThat(prepare(narrow, TestAccount.soon(), CallJournal.NONE))
                    .isEqualTo(Meaning.BUSY);
            assertAllPlacesAreFree(narrow);
        }
    }

    @Test
    void keepsNoPlaceForTheCommitOfAPrepareThatCouldNotBeWrittenDown() throws InterruptedException {
        CallJournal full =
                new CallJournal() {
                    @Override
                    public void sending(Stage stage, int attempt, @Nullable String sqlExecId) {
                        throw new IllegalStateException("the disk is full");
                    }

                    @Override
                    public void answered(CallRecord call, Reply<?> reply) {}
                };
        try (TestAccount narrow = TestAccount.of(server, 2)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> prepare(narrow, TestAccount.soon(), full));
            assertThat(narrow.kills().getMetrics().getAvailablePermissions()).isEqualTo(2);
            assertThat(server.ledger().calls()).isEmpty();
            assertAllPlacesAreFree(narrow);
        }
    }

    @Test
    void keepsNoPlaceForATicketThatWasClosed() throws InterruptedException {
        try (TestAccount narrow = TestAccount.of(server, 2)) {
            narrow.ticket().close();
            assertAllPlacesAreFree(narrow);
        }
    }

    /** A Prepare in a full budget of two waits for ever when a place is kept for nobody. */
    private static void assertAllPlacesAreFree(TestAccount narrow) throws InterruptedException {
        Meaning reply = prepare(narrow, TestAccount.soon(), CallJournal.NONE);

        assertThat(reply).isEqualTo(Meaning.DONE);
    }

    private static Meaning prepare(TestAccount account, Deadline deadline, CallJournal journal)
            throws InterruptedException {
        Reply<Ticket> reply = account.prepare(deadline, journal);
        if (reply instanceof Reply.Done<Ticket>(Ticket ticket, _)) {
            ticket.close();
        }
        return Meaning.of(reply);
    }

    private Meaning list(Deadline deadline) throws InterruptedException {
        return Meaning.of(account.list(TestAccount.TARGET, ProcessQuery.all(100), deadline));
    }

    private static AtomicInteger permits(CallBudget budget) {
        AtomicInteger permits = new AtomicInteger();
        budget.getEventPublisher().onSuccess(_ -> permits.incrementAndGet());
        return permits;
    }
}
