package dev.sessionkill.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Deadline;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.event.RateLimiterEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CallBudgetTests {

    private static final Deadline SOON = Deadline.in(Duration.ofSeconds(30));
    private static final Deadline PAST = new Deadline(System.nanoTime() - 1);
    private static final Executor VIRTUAL = it -> Thread.ofVirtual().start(it);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CallBudget budget =
            new CallBudgets(meters, Optional.empty())
                    .open(new AccountName("default"), "KillMySqlThreads", 2);

    @Test
    void answersEmptyOnceTheDeadlineHasPassed() throws InterruptedException {
        assertThat(budget.ordinary(PAST)).isEmpty();
        assertThat(budget.pair(PAST)).isEmpty();
    }

    @Test
    void wakesAWaiterWhenAnUnsentPermitIsGivenBack() throws Exception {
        Permit first = budget.ordinary(SOON).orElseThrow();
        Permit second = budget.ordinary(SOON).orElseThrow();
        var third = CompletableFuture.supplyAsync(() -> await(Lane.ORDINARY), VIRTUAL);
        whenWaiting(1);

        first.close();

        assertThat(third.get(30, TimeUnit.SECONDS)).isNotNull();
        second.close();
    }

    @Test
    void servesAnUrgentCallBeforeAnOrdinaryOneThatCameEarlier() throws Exception {
        Permit first = budget.ordinary(SOON).orElseThrow();
        Permit second = budget.ordinary(SOON).orElseThrow();
        List<Lane> served = new ArrayList<>();
        var ordinary = CompletableFuture.runAsync(() -> serve(Lane.ORDINARY, served), VIRTUAL);
        whenWaiting(1);
        var urgent = CompletableFuture.runAsync(() -> serve(Lane.URGENT, served), VIRTUAL);
        whenWaiting(2);

        first.close();

        CompletableFuture.allOf(ordinary, urgent).get(30, TimeUnit.SECONDS);
        assertThat(served).containsExactly(Lane.URGENT, Lane.ORDINARY);
        second.close();
    }

    @Test
    void servesALeisurelyCallAfterAllOthersAndSparesNothingWhileSomebodyWaits() throws Exception {
        Permit first = budget.ordinary(SOON).orElseThrow();
        Permit second = budget.ordinary(SOON).orElseThrow();
        List<Lane> served = new ArrayList<>();
        var leisurely = CompletableFuture.runAsync(() -> serve(Lane.LEISURELY, served), VIRTUAL);
        whenWaiting(1);
        var ordinary = CompletableFuture.runAsync(() -> serve(Lane.ORDINARY, served), VIRTUAL);
        whenWaiting(2);
        assertThat(budget.spare()).isEmpty();

        first.close();
        second.close();

        CompletableFuture.allOf(leisurely, ordinary).get(30, TimeUnit.SECONDS);
        assertThat(served).containsExactly(Lane.ORDINARY, Lane.LEISURELY);
    }

    @Test
    void sparesAPermitOfAnIdleBudgetOnly() throws InterruptedException {
        CallBudget four = TestBudgets.open(4);
        Permit spared = four.spare().orElseThrow();

        assertThat(four.spare()).isEmpty();
        assertThat(four.ordinary(SOON)).isPresent();
        spared.close();
    }

    @Test
    void spendsAPermitOnceHoweverOftenItIsToldToBeSent() throws InterruptedException {
        Permit permit = budget.ordinary(SOON).orElseThrow();
        permit.sent();
        permit.sent();
        permit.close();

        assertThat(budget.getMetrics().getAvailablePermissions()).isEqualTo(1);
    }

    @Test
    void worksUnderResilience4jsDecoratorsAndTellsItsEvents() {
        List<RateLimiterEvent.Type> events = new ArrayList<>();
        budget.getEventPublisher().onEvent(it -> events.add(it.getEventType()));
        budget.changeTimeoutDuration(Duration.ofMillis(200));
        Supplier<String> decorated = RateLimiter.decorateSupplier(budget, () -> "called");

        assertThat(decorated.get()).isEqualTo("called");
        assertThat(budget.acquirePermission(2)).isFalse();
        assertThat(events)
                .containsExactly(
                        RateLimiterEvent.Type.SUCCESSFUL_ACQUIRE,
                        RateLimiterEvent.Type.SUCCESSFUL_ACQUIRE,
                        RateLimiterEvent.Type.FAILED_ACQUIRE);
    }

    @Test
    void reservesOnlyWhatIsOpenAtOnce() {
        assertThat(budget.reservePermission(2)).isZero();
        assertThat(budget.reservePermission(1)).isEqualTo(-1);
    }

    @Test
    void drainsWhatIsOpen() {
        budget.drainPermissions();

        assertThat(budget.getMetrics().getAvailablePermissions()).isZero();
    }

    @Test
    void showsItsGaugesInMicrometer() {
        budget.reservePermission(1);

        assertThat(
                        meters.get("resilience4j.ratelimiter.available.permissions")
                                .tag("name", "default/KillMySqlThreads")
                                .gauge()
                                .value())
                .isEqualTo(1);
    }

    @Test
    void countsHowOftenTheVendorHasCountedTooMany() {
        budget.exceeded();

        assertThat(
                        meters.get("gateway.budget.exceeded")
                                .tags("account", "default", "action", "KillMySqlThreads")
                                .counter()
                                .count())
                .isEqualTo(1);
    }

    @Test
    void tellsHowItStands() {
        assertThat(budget.snapshot()).isEqualTo(new Usage(2, 0, 0, Duration.ZERO));
        budget.reservePermission(2);

        assertThat(budget.snapshot())
                .satisfies(it -> assertThat(it.usedInLastSecond()).isEqualTo(2))
                .satisfies(it -> assertThat(it.estimatedWait()).isPositive());
    }

    private void serve(Lane lane, List<Lane> served) {
        Permit permit = await(lane);
        served.add(lane);
        permit.close();
    }

    private Permit await(Lane lane) {
        try {
            return switch (lane) {
                case URGENT -> budget.urgent(SOON).orElseThrow();
                case LEISURELY -> budget.leisurely(SOON).orElseThrow();
                case PAIRED, ORDINARY, SPARE -> budget.ordinary(SOON).orElseThrow();
            };
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void whenWaiting(int count) {
        while (budget.getMetrics().getNumberOfWaitingThreads() < count) {
            Thread.onSpinWait();
        }
    }
}
