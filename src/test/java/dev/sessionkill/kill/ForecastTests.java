package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** On a clock that is set: ten pairs a second, and the limits that are the default. */
class ForecastTests {

    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final int QUEUE_LIMIT_PER_CALLER = 30;
    private static final Duration OVERLOAD = Duration.ofMinutes(3);
    private static final Duration A_PAIR = Duration.ofMillis(100);
    private static final int TURNS = (int) OVERLOAD.dividedBy(A_PAIR);
    private static final Duration TICK = Duration.ofMillis(20);

    private final AtomicLong clock = new AtomicLong();
    private final WaitingKills waiting = new WaitingKills();
    private final Forecast forecast = new Forecast(waiting, clock::get, A_PAIR, DEADLINE);
    private final Map<Member, Long> came = new HashMap<>();
    private final Map<String, Integer> wait = new HashMap<>();
    private Duration longest = Duration.ZERO;
    private int instances;

    @Test
    void isAtOnceWhenNobodyWaits() {
        assertThat(forecast.commit(ordinary("a"))).isZero();
        assertThat(forecast.turn("a")).isZero();
    }

    @Test
    void isOneAfterTheOtherInABurstOfOneCaller() {
        for (int i = 0; i < 20; i++) {
            comes("a");
        }

        assertThat(forecast.turn("a")).isEqualTo(Duration.ofSeconds(2));
        assertThat(forecast.commit(ordinary("a"))).isEqualTo(Duration.ofMillis(2_100));
    }

    /** Most of whom do not come again: a portal's many kills are not refused for their sake. */
    @Test
    void isLittleMoreWhenManyCameOnce() {
        for (int i = 0; i < 40; i++) {
            comes("portal");
            comes("caller-" + i);
        }

        assertThat(forecast.commit(ordinary("portal")))
                .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
    }

    @Test
    void holdsForAllWhenAHundredCallersAskForFiveTimesTheLimit() {
        int departed = overload(i -> ordinary("caller-" + i % 100));

        assertThat(longest).isLessThan(DEADLINE);
        assertThat(departed).isEqualTo(TURNS);
    }

    @Test
    void holdsForAllWhenOneOfTenAsksForMost() {
        int departed = overload(i -> ordinary(i % 5 == 0 ? "caller-" + i / 5 % 10 : "loop"));

        assertThat(longest).isLessThan(DEADLINE);
        assertThat(departed).isEqualTo(TURNS);
    }

    @Test
    void holdsForAllWhenSomeAreUrgent() {
        int departed = overload(i -> new Claim("caller-" + i % 50, 1, i % 50 < 5));

        assertThat(longest).isLessThan(DEADLINE);
        assertThat(departed).isEqualTo(TURNS);
    }

    /** Fifty come in a second, as long as they are told that they go in time. */
    private int overload(IntFunction<Claim> who) {
        int departed = 0;
        for (int tick = 0; tick < OVERLOAD.dividedBy(TICK); tick++) {
            Claim claim = who.apply(tick);
            if (forecast.commit(claim).compareTo(DEADLINE) < 0
                    && wait.getOrDefault(claim.caller(), 0) < QUEUE_LIMIT_PER_CALLER) {
                comes(claim);
            }
            if (tick % A_PAIR.dividedBy(TICK) == 0) {
                departed += departs();
            }
            clock.addAndGet(TICK.toNanos());
        }
        while (departs() > 0) {
            clock.addAndGet(A_PAIR.toNanos());
        }
        return departed;
    }

    private int departs() {
        Optional<Batch> batch = waiting.next();
        batch.ifPresent(
                it -> {
                    forecast.departed(waiting.isReady());
                    it.members().forEach(this::departed);
                    waiting.arrived(it.target());
                });
        return batch.isPresent() ? 1 : 0;
    }

    private void departed(Member member) {
        Duration waited =
                Duration.ofNanos(clock.get() - Objects.requireNonNull(came.remove(member)));
        wait.merge(member.caller(), -1, Integer::sum);
        longest = waited.compareTo(longest) > 0 ? waited : longest;
    }

    private static Claim ordinary(String caller) {
        return new Claim(caller, 1, false);
    }

    private void comes(String caller) {
        comes(ordinary(caller));
    }

    private void comes(Claim claim) {
        Member member =
                TestMembers.waiting(
                        claim.caller(), "cdb-" + instances++, claim.weight(), claim.urgent(), 1);
        wait.merge(member.caller(), 1, Integer::sum);
        came.put(member, clock.get());
        forecast.asked(waiting.add(member));
    }
}
