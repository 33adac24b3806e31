package dev.sessionkill.kill;

import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.Accounts;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.dbbrain.Reply;
import dev.sessionkill.dbbrain.TestAccounts;
import dev.sessionkill.sessions.ProtectCatalogue;
import dev.sessionkill.sessions.Sighting;
import dev.sessionkill.sessions.TestLiveSessions;
import dev.sessionkill.tracing.Spans;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.support.GenericApplicationContext;

/** A recovery over a store of its own, and a kill whose process may have gone away. */
final class TestRecovery implements AutoCloseable {

    static final Duration DEADLINE = Duration.ofSeconds(30);

    final FakeDbbrain dbbrain = new FakeDbbrain();
    final AppsOnly grants = new AppsOnly();
    final KillId id = KillId.next();
    final TestMeters meters = new TestMeters();
    final TestStore store;
    final Withdrawals withdrawals;
    final Leases leases;
    final Dispatchers dispatchers;
    final KillRunner runner;
    final Members members;
    final Admission admission;
    private final Recovery recovery;
    final Kills kills;

    TestRecovery(Path directory) {
        this(directory, SampleOrders.TARGET.account().value());
    }

    /** Of a process that has that account alone. */
    TestRecovery(Path directory, String account) {
        store = new TestStore(directory);
        leases = new Leases(store.leases);
        Accounts accounts = TestAccounts.named(account);
        var live = TestLiveSessions.over(dbbrain);
        members = new Members(ProtectCatalogue.with(List.of()), TestSettings.kill("verify-for=1s"));
        dispatchers =
                new Dispatchers(
                        new TwoStages.Upstream(dbbrain, live, Spans.NONE),
                        store.store,
                        accounts,
                        TestSettings.kill(),
                        meters.kills);
        runner =
                new KillRunner(
                        dispatchers,
                        new Rollbacks(live, store.store, store.reader, meters.kills),
                        leases,
                        new GenericApplicationContext(),
                        meters.kills);
        var _ = new KillGauges(meters.registry, accounts, dispatchers, runner);
        withdrawals = new Withdrawals(store.leases);
        admission = new Admission(grants, accounts, store.denials);
        recovery =
                new Recovery(
                        store.leases,
                        store.register,
                        leases,
                        withdrawals,
                        new Resumption(members, runner, admission, meters.kills));
        kills =
                new DurableKills(
                        admission,
                        new Intake(store.register, members, runner, leases, withdrawals),
                        new Previews(
                                admission, live, ProtectCatalogue.with(List.of()), store.register),
                        runner,
                        new KillDesk(store.reader, store.register, store.leases, grants, accounts));
        dbbrain.sessions.runs(1, "app", "shop");
        dbbrain.sessions.runs(9, "other", "shop");
    }

    /** What an order of the usual caller gets. */
    Submission submitted(KillOrder order) {
        return kills.submit(order, SampleOrders.CALLER, Optional.empty());
    }

    /** The same under a key. */
    Submission submitted(KillOrder order, RepeatKey key) {
        return kills.submit(order, SampleOrders.CALLER, Optional.of(key));
    }

    void takeOver() {
        recovery.takeOver();
    }

    KillState state() {
        return state(id);
    }

    KillState state(KillId other) {
        return store.reader.find(other).orElseThrow().progress().state();
    }

    SessionOutcome outcome() {
        SessionOutcome outcome = kill().sessions().getFirst().outcome();
        return outcome == null ? SessionOutcome.UNKNOWN : outcome;
    }

    Kill kill() {
        return store.reader.find(id).orElseThrow();
    }

    /** A kill of session 1 that its process left in that state. */
    KillRecorder leftAs(KillState state) {
        Kill kill = store.enter(id, SampleOrders.of(1), DEADLINE);
        Member member = TestMembers.of(kill);
        member.roster()
                .takeOut(
                        new Sighting.Seen(
                                Map.of(new ThreadId(1), dbbrain.sessions.row(new ThreadId(1))),
                                Instant.now(),
                                Map.of()),
                        member.rules().inspection());
        KillRecorder recorder = store.recorder(member);
        var journal = recorder.journal(() -> {}, () -> true);
        if (state != KillState.QUEUED) {
            journal.sending(Stage.PREPARE, 1, null);
        }
        if (state == KillState.COMMITTING || state == KillState.VERIFYING) {
            journal.sending(Stage.COMMIT, 1, "id");
        }
        if (state == KillState.VERIFYING) {
            journal.answered(
                    new CallRecord(Stage.COMMIT, 1, Instant.now(), 1, null, null),
                    new Reply.Unknown<>(new Failure(null, null, "scripted")));
        }
        store.leasesRunOut();
        return recorder;
    }

    @Override
    public void close() {
        dispatchers.close();
        store.close();
    }
}
