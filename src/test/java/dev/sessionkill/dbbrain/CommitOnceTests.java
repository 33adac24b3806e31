package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.Fault;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import dev.sessionkill.sandbox.SandboxSession;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault, on a connection that is new and on one that has carried a call before. */
class CommitOnceTests {

    private static final InMemoryInstances INSTANCES = InMemoryInstances.empty();
    private static final SandboxServer SERVER =
            SandboxServer.start(SandboxOptions.defaults().withInstances(INSTANCES));
    private static final TestAccount PATIENT = TestAccount.of(SERVER);
    private static final TestAccount BRIEF = TestAccount.of(SERVER, Duration.ofSeconds(1));
    private static final Fault LAST_OF_ITS_CONNECTION =
            new Fault.Status(
                    200,
                    "{\"Response\":{\"ProcessList\":[],\"RequestId\":\"r\"}}",
                    Map.of("Connection", "close"),
                    false);

    @BeforeEach
    void reviveTheSessions() {
        SERVER.faults().clear();
        SERVER.ledger().clear();
        INSTANCES.add(
                TestAccount.INSTANCE,
                SandboxSession.idle(1, "web", "10.0.0.1:1", "shop", 3),
                SandboxSession.idle(2, "web", "10.0.0.1:2", "shop", 3));
    }

    @AfterAll
    static void stop() {
        PATIENT.close();
        BRIEF.close();
        SERVER.close();
    }

    static Stream<Arguments> lostOnEachConnection() {
        return onEachConnection(Mishaps.lost());
    }

    static Stream<Arguments> toldOnEachConnection() {
        return onEachConnection(Mishaps.told());
    }

    @ParameterizedTest(name = "{0}, reused connection: {1}")
    @MethodSource("lostOnEachConnection")
    void sendsOneCommitAndKnowsThatItsFateIsUnknown(Mishap mishap, boolean reused)
            throws InterruptedException {
        assertThat(commit(mishap, reused)).isInstanceOf(Reply.Unknown.class);
    }

    @ParameterizedTest(name = "{0}, reused connection: {1}")
    @MethodSource("toldOnEachConnection")
    void sendsOneCommitAndBelievesWhatTheVendorSays(Mishap mishap, boolean reused)
            throws InterruptedException {
        Reply<Set<ThreadId>> reply = commit(mishap, reused);

        assertThat(Meaning.of(reply)).isEqualTo(mishap.meaning());
        if (reply instanceof Reply.Done<Set<ThreadId>>(Set<ThreadId> threads, _)) {
            assertThat(threads).hasSize(listed(mishap.fault())).isSubsetOf(TestAccount.THREADS);
        }
    }

    @Test
    void saysWhichSessionsACommitEnded() throws InterruptedException {
        try (Ticket ticket = PATIENT.ticket()) {
            Reply<Set<ThreadId>> reply = PATIENT.dbbrain().commit(ticket, 1, CallJournal.NONE);

            assertThat(reply)
                    .isInstanceOfSatisfying(
                            Reply.Done.class,
                            it -> assertThat(it.value()).isEqualTo(TestAccount.THREADS));
            assertThat(INSTANCES.threads(TestAccount.INSTANCE)).isEmpty();
        }
    }

    /** Sends a Commit to its mishap and checks that it arrived once, and where it should. */
    private static Reply<Set<ThreadId>> commit(Mishap mishap, boolean reused)
            throws InterruptedException {
        TestAccount account = mishap.lasting() ? BRIEF : PATIENT;
        try (Ticket ticket = account.ticket()) {
            leaveConnection(account, reused);
            SERVER.faults().next(Match.COMMIT, mishap.fault());

            Reply<Set<ThreadId>> reply = account.dbbrain().commit(ticket, 1, CallJournal.NONE);

            Call commit = onlyCommit(ticket);
            assertThat(commit.onReusedConnection()).isEqualTo(reused);
            assertThat(commit.executed()).isEqualTo(mishap.fault().executes());
            assertThat(INSTANCES.threads(TestAccount.INSTANCE)).hasSize(commit.executed() ? 0 : 2);
            return reply;
        }
    }

    /** Makes a call after which the connection is open for the next one, or closed. */
    private static void leaveConnection(TestAccount account, boolean open)
            throws InterruptedException {
        if (!open) {
            SERVER.faults().next(Match.LIST, LAST_OF_ITS_CONNECTION);
        }
        assertThat(account.list(ProcessQuery.all(1))).isInstanceOf(Reply.Done.class);
    }

    private static Call onlyCommit(Ticket ticket) throws InterruptedException {
        assertThat(
                        SERVER.ledger()
                                .await(
                                        _ -> !SERVER.ledger().commits(ticket.sqlExecId()).isEmpty(),
                                        Duration.ofSeconds(30)))
                .isTrue();
        assertThat(SERVER.ledger().calls(Match.COMMIT)).hasSize(1);
        assertThat(SERVER.ledger().commits(ticket.sqlExecId())).hasSize(1);
        return SERVER.ledger().commits(ticket.sqlExecId()).getFirst();
    }

    private static int listed(Fault fault) {
        return switch (fault) {
            case Fault.EmptyThreads _ -> 0;
            case Fault.PartialThreads(int listed) -> listed;
            case Fault _ -> 2;
        };
    }

    private static Stream<Arguments> onEachConnection(Stream<Mishap> mishaps) {
        return mishaps.flatMap(it -> Stream.of(Arguments.of(it, true), Arguments.of(it, false)));
    }
}
