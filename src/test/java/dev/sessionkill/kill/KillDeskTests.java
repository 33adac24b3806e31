package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Stage;
import dev.sessionkill.dbbrain.TestAccounts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillDeskTests {

    private static final Caller ANOTHER = new Caller("sub:another", Set.of());
    private static final Caller AUDITOR = new Caller("sub:auditor", Set.of("group:auditors"));

    private final KillId id = KillId.next();
    private TestStore store;
    private KillDesk desk;

    @BeforeEach
    void open(@TempDir Path directory) {
        store = new TestStore(directory);
        desk =
                new KillDesk(
                        store.reader,
                        store.register,
                        store.leases,
                        new AppsOnly(),
                        TestAccounts.named("default"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void callsOffAKillThatWaitsSoThatItCannotBegin() {
        Kill kill = enter(id);
        KillRecorder recorder = store.recorder(kill);

        assertThat(desk.cancel(id, SampleOrders.CALLER))
                .isInstanceOfSatisfying(
                        Cancellation.Cancelled.class,
                        it -> {
                            assertThat(it.kill().progress().state()).isEqualTo(KillState.CANCELLED);
                            assertThat(it.kill().sessions().getFirst().outcome())
                                    .isEqualTo(SessionOutcome.NOT_KILLED);
                        });
        var journal = recorder.journal(() -> {}, () -> true);
        assertThatThrownBy(() -> journal.sending(Stage.PREPARE, 1, null))
                .isInstanceOf(TakenOverException.class);
        assertThat(store.kinds()).containsExactly(AuditKind.REQUESTED, AuditKind.CANCELLED);
    }

    @Test
    void callsOffNoKillThatHasBegun() {
        Kill kill = enter(id);
        store.recorder(kill).journal(() -> {}, () -> true).sending(Stage.PREPARE, 1, null);

        assertThat(desk.cancel(id, SampleOrders.CALLER)).isInstanceOf(Cancellation.TooLate.class);
        assertThat(store.kinds()).doesNotContain(AuditKind.CANCELLED);
    }

    @Test
    void callsOffNobodyElsesKill() {
        enter(id);

        assertThat(desk.cancel(id, ANOTHER)).isEqualTo(new Cancellation.NoSuchKill());
        assertThat(desk.cancel(id, AUDITOR)).isEqualTo(new Cancellation.NoSuchKill());
        assertThat(desk.cancel(KillId.next(), SampleOrders.CALLER))
                .isEqualTo(new Cancellation.NoSuchKill());
    }

    @Test
    void showsAKillToItsRequesterAndToAuditorsOnly() {
        enter(id);

        assertThat(desk.find(id, SampleOrders.CALLER)).isInstanceOf(Lookup.Found.class);
        assertThat(desk.find(id, AUDITOR)).isInstanceOf(Lookup.Found.class);
        assertThat(desk.find(id, ANOTHER)).isEqualTo(new Lookup.NoSuchKill());
        assertThat(found(search(10, Optional.empty()), ANOTHER).kills()).isEmpty();
        assertThat(found(search(10, Optional.empty()), AUDITOR).kills()).hasSize(1);
    }

    @Test
    void pagesFromTheNewestToTheOldest() {
        List<KillId> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(KillId.next());
            enter(ids.getFirst());
        }

        Found.Page first = found(search(3, Optional.empty()), SampleOrders.CALLER);
        Found.Page second = found(search(3, Optional.of(ids.get(2))), SampleOrders.CALLER);

        assertThat(first.kills()).extracting(Kill::id).isEqualTo(ids.subList(0, 3));
        assertThat(first.more()).isTrue();
        assertThat(second.kills()).extracting(Kill::id).isEqualTo(ids.subList(3, 5));
        assertThat(second.more()).isFalse();
    }

    @Test
    void findsByEveryFilter() {
        Kill kill = enter(id);
        Instant at = kill.requestedAt();
        String caller = SampleOrders.CALLER.name();

        assertThat(count("cdb-test", caller, null, at, at.plusMillis(1))).isEqualTo(1);
        assertThat(count("cdb-other", caller, null, at, at.plusMillis(1))).isZero();
        assertThat(count("cdb-test", "sub:another", null, at, at.plusMillis(1))).isZero();
        assertThat(count("cdb-test", caller, KillResult.KILLED, at, at.plusMillis(1))).isZero();
        assertThat(count("cdb-test", caller, null, at.plusMillis(1), at.plusMillis(2))).isZero();
        assertThat(count("cdb-test", caller, null, at, at)).isZero();
    }

    private int count(
            String instance, String by, @Nullable KillResult result, Instant from, Instant to) {
        return found(
                        new KillSearch(
                                Optional.of(new InstanceId(instance)),
                                Optional.of(by),
                                Optional.ofNullable(result),
                                Optional.of(from),
                                Optional.of(to),
                                Optional.empty(),
                                10),
                        SampleOrders.CALLER)
                .kills()
                .size();
    }

    private static KillSearch search(int limit, Optional<KillId> after) {
        return new KillSearch(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                after,
                limit);
    }

    private Found.Page found(KillSearch search, Caller caller) {
        return switch (desk.search(search, caller)) {
            case Found.Page page -> page;
            case Found.Unreadable _ -> throw new IllegalStateException("unreadable");
        };
    }

    private Kill enter(KillId kill) {
        return store.enter(kill, SampleOrders.of(1), Duration.ofMinutes(1));
    }
}
