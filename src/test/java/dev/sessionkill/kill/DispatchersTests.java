package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.KillId;
import dev.sessionkill.dbbrain.TestAccounts;
import dev.sessionkill.kill.FakeDbbrain.Script;
import dev.sessionkill.sessions.TestLiveSessions;
import dev.sessionkill.tracing.Spans;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DispatchersTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final FakeDbbrain dbbrain = new FakeDbbrain();
    private final TestMeters meters = new TestMeters();
    private TestStore store;
    private Dispatchers dispatchers;

    @BeforeEach
    void open(@TempDir Path directory) {
        store = new TestStore(directory);
        dispatchers =
                new Dispatchers(
                        new TwoStages.Upstream(dbbrain, TestLiveSessions.over(dbbrain), Spans.NONE),
                        store.store,
                        TestAccounts.named("default"),
                        TestSettings.kill(),
                        meters.kills);
        IntStream.rangeClosed(1, 9).forEach(it -> dbbrain.sessions.runs(it, "app", "shop"));
        dbbrain.turns.drainPermits();
    }

    @AfterEach
    void close() throws InterruptedException {
        dispatchers.close();
        dispatchers.await();
        store.close();
    }

    @Test
    void takeAlongWhoeverComesWhileTheBudgetHasNoPlace() {
        List<Member> members = IntStream.rangeClosed(1, 9).mapToObj(it -> added(it, LONG)).toList();

        dbbrain.turns.release();

        await().until(() -> members.stream().allMatch(it -> it.end().isDone()));
        assertThat(dbbrain.sent).hasSize(2).last().isEqualTo("COMMIT [1, 2, 3, 4, 5, 6, 7, 8, 9]");
        assertThat(meters.registry.get("gateway.pair.kills").summary().max()).isEqualTo(9);
    }

    @Test
    void sendAgainOneByOneWhatTheVendorRefusedTogether() {
        dbbrain.prepares.add(Script.REFUSED);
        Member one = added(1, LONG);
        Member two = added(2, LONG);

        dbbrain.turns.release(3);

        await().until(() -> one.end().isDone() && two.end().isDone());
        assertThat(dbbrain.sent)
                .contains("PREPARE [1, 2]", "COMMIT [1]", "COMMIT [2]")
                .doesNotContain("COMMIT [1, 2]");
    }

    @Test
    void areCountedInTheQuotaOfTheirAccount() {
        added(1, LONG);
        added(2, LONG);
        Quotas quotas =
                new AccountQuotas(new AppsOnly(), TestAccounts.named("default"), dispatchers);
        AccountName account = SampleOrders.TARGET.account();

        assertThat(quotas.of(SampleOrders.CALLER))
                .containsExactly(
                        new Quotas.Quota(
                                account, "KillMySqlThreads", 1_000, 0, 2, Duration.ofMillis(2)),
                        new Quotas.Quota(
                                account, "DescribeMySqlProcessList", 1_000, 0, 0, Duration.ZERO));
        assertThat(quotas.of(new Caller("sub:stranger", Set.of()))).isEmpty();
    }

    @Test
    void letExpireWhoeverFoundNoPlaceInTime() {
        Member late = added(1, Duration.ofMillis(50));
        Member early = added(2, LONG);

        await().until(() -> late.end().isDone());
        assertThat(late.end()).isCompletedWithValueMatching(it -> it.isPresent());
        assertThat(state(late)).isEqualTo(KillState.EXPIRED);
        assertThat(early.end()).isNotDone();
        assertThat(dbbrain.sent).isEmpty();
    }

    @Test
    void letGoOfWhoeverWasCancelled() {
        Member member = added(1, LONG);

        dispatchers.cancelled(member);

        assertThat(member.end()).isCompletedWithValueMatching(it -> it.isEmpty());
        Member next = added(2, LONG);
        dbbrain.turns.release();
        await().until(() -> next.end().isDone());
        assertThat(dbbrain.sent).containsExactly("PREPARE [2]", "COMMIT [2]");
    }

    @Test
    void handOverWhatWaitsWhenTheGatewayStops() throws InterruptedException {
        Member member = added(1, LONG);

        dispatchers.close();
        dispatchers.await();

        assertThat(member.end()).isCompletedWithValueMatching(it -> it.isEmpty());
        assertThat(store.leases.takeOver(member.id(), "another")).isPresent();
        assertThatThrownBy(() -> added(2, LONG)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void handOverThoseWhoseTurnComesJustAsTheGatewayStops() throws Exception {
        meters.whenAPairDeparts = dispatchers::close;
        Member member = added(1, LONG);

        dbbrain.turns.release();

        assertThat(member.end().get(30, TimeUnit.SECONDS)).isEmpty();
        assertThat(store.leases.takeOver(member.id(), "another")).isPresent();
        assertThat(dbbrain.sent).isEmpty();
    }

    @Test
    void finishWhatIsUnderWayWhenTheGatewayStops() throws InterruptedException {
        dbbrain.prepareTakes = Duration.ofMillis(300);
        dbbrain.turns.release();
        Member member = added(1, LONG);
        await().until(() -> dbbrain.sent.contains("PREPARE [1]"));

        dispatchers.close();
        dispatchers.await();

        assertThat(dbbrain.sent).containsExactly("PREPARE [1]", "COMMIT [1]");
        assertThat(state(member)).isEqualTo(KillState.FINISHED);
    }

    private Member added(long thread, Duration deadline) {
        Kill kill = store.enter(KillId.next(), SampleOrders.of(thread), deadline);
        Member member = TestMembers.of(kill, Deadline.in(deadline));
        dispatchers.add(member);
        return member;
    }

    private KillState state(Member member) {
        return store.reader.find(member.id()).orElseThrow().progress().state();
    }
}
