package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.kill.KillRegister.Entered;
import dev.sessionkill.sessions.Expectation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillRegisterTests {

    private static final RepeatKey KEY = new RepeatKey("INC-4711");

    private TestStore store;

    @BeforeEach
    void open(@TempDir Path directory) {
        store = new TestStore(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void findsTheKillOfTheFirstRequestUnderItsKey() {
        Entered first = enter(SampleOrders.CALLER, SampleOrders.of(1));
        Entered again = enter(SampleOrders.CALLER, SampleOrders.of(1));

        assertThat(kill(again).id()).isEqualTo(kill(first).id());
        assertThat(again)
                .isInstanceOfSatisfying(
                        Entered.Before.class,
                        it ->
                                assertThat(Intake.repeated(SampleOrders.of(1), it.keyed()))
                                        .isEqualTo(new Submission.Accepted(kill(first), true)));
        assertThat(store.kinds()).hasSize(1);
    }

    @Test
    void noticesAKeyThatIsGivenToAnotherBody() {
        enter(SampleOrders.CALLER, SampleOrders.of(1));
        var sessions = new TreeMap<ThreadId, Expectation>();
        sessions.put(new ThreadId(1), new Expectation("app", null, null, null, null, null));

        for (KillOrder other : List.of(SampleOrders.of(2), SampleOrders.of(sessions))) {
            assertThat(enter(SampleOrders.CALLER, other))
                    .isInstanceOfSatisfying(
                            Entered.Before.class,
                            it ->
                                    assertThat(Intake.repeated(other, it.keyed()))
                                            .isEqualTo(new Submission.KeyReused()));
        }
    }

    @Test
    void keepsTheKeysOfCallersApart() {
        Entered mine = enter(SampleOrders.CALLER, SampleOrders.of(1));
        Entered anothers = enter(new Caller("sub:another", Set.of()), SampleOrders.of(1));

        assertThat(kill(anothers).id()).isNotEqualTo(kill(mine).id());
    }

    @Test
    void entersOneKillHoweverManyAskAtOnce() throws Exception {
        List<Callable<Entered>> requests =
                IntStream.range(0, 50)
                        .<Callable<Entered>>mapToObj(
                                _ -> () -> enter(SampleOrders.CALLER, SampleOrders.of(1)))
                        .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Set<KillId> kills =
                    threads.invokeAll(requests).stream()
                            .map(Future::resultNow)
                            .map(it -> kill(it).id())
                            .collect(Collectors.toSet());

            assertThat(kills).hasSize(1);
            assertThat(store.kinds()).hasSize(1);
        }
    }

    @Test
    void forgetsKeysThatAreOldEnough() {
        enter(SampleOrders.CALLER, SampleOrders.of(1));

        assertThat(store.register.forgetKeys(Duration.ofDays(7))).isZero();
        assertThat(store.register.forgetKeys(Duration.ofDays(-1))).isEqualTo(1);
        assertThat(store.register.find(SampleOrders.CALLER, KEY)).isEmpty();
    }

    private Entered enter(Caller caller, KillOrder order) {
        return store.register.enter(
                new KillRegister.Entry(
                        KillId.next(), order, SampleOrders.TARGET, caller, Optional.of(KEY)),
                TestStore.OWNER,
                Duration.ofMinutes(1));
    }

    private static Kill kill(Entered entered) {
        return switch (entered) {
            case Entered.Anew(Kill kill) -> kill;
            case Entered.Before(KillRegister.Keyed keyed) -> keyed.kill();
        };
    }
}
