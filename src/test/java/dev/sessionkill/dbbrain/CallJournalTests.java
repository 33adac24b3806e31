package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.Fault;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import dev.sessionkill.sandbox.SandboxSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallJournalTests {

    private static final CallJournal FULL =
            new CallJournal() {
                @Override
                public void sending(Stage stage, int attempt, @Nullable String sqlExecId) {
                    throw new IllegalStateException("the disk is full");
                }

                @Override
                public void answered(CallRecord call, Reply<?> reply) {
                    throw new AssertionError("nothing was sent");
                }
            };

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
    void isToldOfEveryStageBeforeAndAfter() throws InterruptedException {
        Instant before = Instant.now();
        try (Ticket ticket = account.ticket(journal)) {
            Reply<Set<ThreadId>> reply = account.dbbrain().commit(ticket, 7, journal);

            assertThat(journal.told)
                    .containsExactly(
                            "sending PREPARE 1 null",
                            "answered PREPARE 1",
                            "sending COMMIT 7 " + ticket.sqlExecId(),
                            "answered COMMIT 7");
            assertThat(journal.replies.getFirst())
                    .isInstanceOfSatisfying(
                            Reply.Done.class,
                            it -> {
                                assertThat(it.value()).isEqualTo(ticket.sqlExecId());
                                assertThat(it.requestId())
                                        .isEqualTo(journal.calls.getFirst().requestId());
                            });
            assertThat(journal.replies.getLast()).isEqualTo(reply);
            assertThat(reply)
                    .isInstanceOfSatisfying(
                            Reply.Done.class,
                            it ->
                                    assertThat(it.requestId())
                                            .isEqualTo(journal.calls.getLast().requestId()));
            assertThat(server.ledger().commits(ticket.sqlExecId())).hasSize(1);
        }
        assertThat(journal.calls)
                .allSatisfy(it -> assertThat(it.sentAt()).isBetween(before, Instant.now()))
                .allSatisfy(it -> assertThat(it.code()).isNull());
    }

    @Test
    void isToldTheVendorsCodeAndRequestIdAndTheTimeItTook() throws InterruptedException {
        server.latency(Duration.ofMillis(50));
        server.faults().next(Match.COMMIT, Fault.error("FailedOperation.X", true));
        try (Ticket ticket = account.ticket()) {
            Reply<Set<ThreadId>> reply = account.dbbrain().commit(ticket, 1, journal);

            CallRecord call = journal.calls.getFirst();
            assertThat(call.code()).isEqualTo("FailedOperation.X");
            assertThat(call.requestId()).isNotEmpty();
            assertThat(call.millis()).isBetween(50L, 5000L);
            assertThat(reply)
                    .isEqualTo(
                            new Reply.Unknown<>(
                                    new Failure(
                                            "FailedOperation.X",
                                            call.requestId(),
                                            "the vendor said FailedOperation.X")));
        }
    }

    @Test
    void isToldOfAnAnswerThatNeverCame() throws InterruptedException {
        server.faults().next(Match.COMMIT, new Fault.ExecuteThenDrop());
        try (Ticket ticket = account.ticket()) {
            account.dbbrain().commit(ticket, 1, journal);
        }

        assertThat(journal.told).hasSize(2).last().isEqualTo("answered COMMIT 1");
        assertThat(journal.calls.getFirst().requestId()).isNull();
        assertThat(journal.calls.getFirst().code()).isNull();
    }

    @Test
    void sendsNoPrepareThatCannotBeWrittenDown() {
        assertThatIllegalStateException()
                .isThrownBy(() -> account.prepare(TestAccount.soon(), FULL))
                .withMessage("the disk is full");

        assertThat(server.ledger().calls()).isEmpty();
        assertThat(account.kills().getMetrics().getAvailablePermissions()).isEqualTo(1000);
    }

    @Test
    void sendsNoCommitThatCannotBeWrittenDown() throws InterruptedException {
        try (Ticket ticket = account.ticket()) {
            int open = account.kills().getMetrics().getAvailablePermissions();
            assertThatIllegalStateException()
                    .isThrownBy(() -> account.dbbrain().commit(ticket, 1, FULL))
                    .withMessage("the disk is full");

            assertThat(account.kills().getMetrics().getAvailablePermissions())
                    .isGreaterThanOrEqualTo(open);
            assertThat(server.ledger().calls(Match.COMMIT)).isEmpty();
            assertThat(account.dbbrain().commit(ticket, 2, journal)).isInstanceOf(Reply.Done.class);
        }
    }

    @Test
    void seesEverySignatureHold() throws InterruptedException {
        try (Ticket ticket = account.ticket(journal)) {
            account.dbbrain().commit(ticket, 1, journal);
        }
        account.list(ProcessQuery.all(9));

        assertThat(server.ledger().calls()).hasSize(3).allMatch(Call::signatureHeld);
    }
}
