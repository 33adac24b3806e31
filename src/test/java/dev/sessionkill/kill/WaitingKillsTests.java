package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingKillsTests {

    private final WaitingKills waiting = new WaitingKills();

    @Test
    void takesAlongWhoeverWaitsForTheSameInstance() {
        add("a", "cdb-1", 1);
        add("a", "cdb-2", 2);
        add("b", "cdb-1", 3, 4);

        assertThat(threads(next())).containsExactly(1L, 3L, 4L);
        assertThat(threads(next())).containsExactly(2L);
        assertThat(waiting.next()).isEmpty();
    }

    @Test
    void fillsAPairWithAHundredSessionsAndNoMore() {
        IntStream.rangeClosed(1, 150).forEach(it -> add("a", "cdb-1", it));

        assertThat(next().open()).hasSize(100);
        assertThat(waiting.size()).isEqualTo(50);
    }

    @Test
    void countsOnceASessionThatManyWant() {
        IntStream.rangeClosed(1, 500).forEach(it -> add("caller-" + it, "cdb-1", 1, 2, 3));

        assertThat(next().size()).isEqualTo(500);
    }

    @Test
    void passesByWhoeverFindsNoRoomAndTakesTheNext() {
        add("a", "cdb-1", threads(1, 90));
        add("b", "cdb-1", threads(101, 120));
        add("c", "cdb-1", threads(201, 210));

        assertThat(next().size()).isEqualTo(2);
        assertThat(waiting.size()).isEqualTo(1);
    }

    @Test
    void letsOnePairFlyForEachInstanceAndTheNextWhenItHasArrived() {
        add("a", "cdb-1", 1);
        Batch first = next();
        add("a", "cdb-1", 2);
        add("a", "cdb-2", 3);

        assertThat(threads(next())).containsExactly(3L);
        assertThat(waiting.isReady()).isFalse();
        assertThat(waiting.next()).isEmpty();

        waiting.arrived(first.target());
        assertThat(threads(next())).containsExactly(2L);
    }

    @Test
    void letsAnotherFlyBesideItWhenAWholePairWaits() {
        add("a", "cdb-1", 1);
        next();
        add("a", "cdb-1", threads(101, 199));
        assertThat(waiting.isReady()).isFalse();
        add("a", "cdb-1", 200);

        assertThat(next().open()).hasSize(100);
    }

    @Test
    void sendsAloneWhoeverWasRefusedInCompany() {
        Member one = TestMembers.waiting("a", "cdb-1", 1);
        one.goAlone();
        Member two = TestMembers.waiting("a", "cdb-1", 2);
        two.goAlone();
        waiting.add(one);
        waiting.add(two);
        add("a", "cdb-1", 3);

        assertThat(threads(next())).containsExactly(1L);
        assertThat(threads(next())).containsExactly(2L);
        assertThat(waiting.next()).isEmpty();
    }

    @Test
    void givesCallersTheirTurnsOneAfterTheOther() {
        IntStream.rangeClosed(1, 100).forEach(it -> add("loop", "cdb-" + it, it));
        add("on-call", "cdb-x", 1);
        add("portal", "cdb-y", 1);
        add("portal", "cdb-z", 1);

        assertThat(callers(6))
                .containsExactly("loop", "on-call", "portal", "loop", "portal", "loop");
    }

    @Test
    void givesSomebodyOfMoreWeightMoreTurns() {
        for (int i = 0; i < 10; i++) {
            waiting.add(TestMembers.waiting("heavy", "cdb-h" + i, 3, false, 1));
            add("light", "cdb-l" + i, 1);
        }

        assertThat(callers(8))
                .containsExactly(
                        "heavy", "heavy", "heavy", "light", "heavy", "heavy", "heavy", "light");
    }

    @Test
    void chargesACallerForTheCallsThatItsPairNeededBeyondTwo() {
        for (int i = 0; i < 10; i++) {
            add("costly", "cdb-c" + i, 1);
            add("plain", "cdb-p" + i, 1);
        }
        Batch first = next();
        waiting.charge(first.first(), 2);

        assertThat(first.first().caller()).isEqualTo("costly");
        assertThat(callers(4)).containsExactly("plain", "plain", "plain", "costly");
    }

    @Test
    void letsTheUrgentGoFirstButNoMoreThanOneInFiveWhileOthersWait() {
        for (int i = 0; i < 20; i++) {
            waiting.add(TestMembers.waiting("fire", "cdb-f" + i, 1, true, 1));
            add("calm", "cdb-c" + i, 1);
        }

        assertThat(callers(10))
                .containsExactly(
                        "fire", "calm", "calm", "calm", "calm", "fire", "calm", "calm", "calm",
                        "calm");
    }

    @Test
    void letsTheUrgentGoAsTheyComeWhenNobodyElseWaits() {
        for (int i = 0; i < 5; i++) {
            waiting.add(TestMembers.waiting("fire", "cdb-f" + i, 1, true, 1));
        }

        assertThat(callers(5)).containsOnly("fire");
    }

    @Test
    void forgetsWhoeverDoesNotWaitAnyMore() {
        Member one = TestMembers.waiting("a", "cdb-1", 1);
        waiting.add(one);

        assertThat(waiting.remove(one)).isTrue();
        assertThat(waiting.remove(one)).isFalse();
        assertThat(waiting.next()).isEmpty();
        assertThat(waiting.size()).isZero();
    }

    private void add(String caller, String instance, long... threads) {
        waiting.add(TestMembers.waiting(caller, instance, threads));
    }

    private Batch next() {
        return waiting.next().orElseThrow();
    }

    private List<String> callers(int pairs) {
        List<String> callers = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            callers.add(next().first().caller());
        }
        return callers;
    }

    private static List<Long> threads(Batch batch) {
        return batch.open().stream().map(it -> it.value()).toList();
    }

    private static long[] threads(int from, int to) {
        return IntStream.rangeClosed(from, to).asLongStream().toArray();
    }
}
