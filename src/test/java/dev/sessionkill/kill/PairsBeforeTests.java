package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many pairs go before another kill. */
class PairsBeforeTests {

    private final WaitingKills waiting = new WaitingKills();

    @Test
    void tellsHowManyPairsGoBeforeAnother() {
        assertThat(waiting.pairsBefore("a")).isZero();
        IntStream.rangeClosed(1, 50).forEach(it -> add("a", "cdb-" + it, it));
        add("b", "cdb-1", 77);

        assertThat(waiting.pairsBefore("a")).isEqualTo(50);
        assertThat(waiting.pairsBefore("c")).isEqualTo(2);
        IntStream.rangeClosed(1, 500).forEach(it -> add("d" + it, "cdb-1", 1));
        assertThat(waiting.pairsBefore("a")).isEqualTo(50);
    }

    @Test
    void tellsHowManyPairsSomebodyNeedsMoreThanBefore() {
        assertThat(add("a", "cdb-1", threads(1, 99))).isEqualTo(1);
        assertThat(add("b", "cdb-1", 100, 1)).isZero();
        assertThat(add("c", "cdb-1", 101)).isEqualTo(1);
        assertThat(add("c", "cdb-2", 101)).isEqualTo(1);
    }

    @Test
    void tellsHowManyPairsGoBeforeAnotherIfOthersGoOnComing() {
        assertThat(atMost("a", 1, false)).isZero();
        IntStream.rangeClosed(1, 50).forEach(it -> add("a", "cdb-" + it, it));
        assertThat(atMost("a", 1, false)).isEqualTo(50);
        assertThat(atMost("b", 1, false)).isEqualTo(1);
        add("b", "cdb-b", 1);
        waiting.add(TestMembers.waiting("heavy", "cdb-h", 4, false, 1));

        assertThat(atMost("b", 1, false)).as("a, heavy 4, b, a, heavy 4").isEqualTo(11);
        assertThat(atMost("a", 1, false)).isEqualTo(51 * 5 + 50);
        assertThat(atMost("heavy", 4, false)).as("a, b, and one of its own").isEqualTo(3);
    }

    @Test
    void countsCompanyOnceForThoseWhoGoOnComing() {
        IntStream.rangeClosed(1, 500).forEach(it -> add("caller-" + it, "cdb-1", threads(1, 20)));
        IntStream.rangeClosed(1, 9).forEach(_ -> add("caller-1", "cdb-1", threads(1, 20)));

        assertThat(atMost("somebody", 1, false)).isEqualTo(1);
        assertThat(atMost("caller-1", 1, false)).as("two of its own at most").isEqualTo(5);
    }

    @Test
    void tellsWhatTheUrgentMeanForTheOthersAndTheOthersForThem() {
        add("calm", "cdb-1", 1);
        waiting.add(TestMembers.waiting("fire", "cdb-2", 1, true, 1));
        waiting.add(TestMembers.waiting("fire", "cdb-3", 1, true, 1));

        assertThat(atMost("b", 1, false)).as("fire, calm").isEqualTo(2);
        assertThat(atMost("fire", 1, true)).as("4 calm, fire, 4 calm, fire, 4 calm").isEqualTo(14);
        assertThat(departs()).isEqualTo("fire");
        assertThat(departs()).isEqualTo("calm");
        assertThat(atMost("fire", 1, true)).as("nobody else waits").isEqualTo(1);
    }

    private int atMost(String caller, int weight, boolean urgent) {
        return waiting.pairsBeforeAtMost(new Claim(caller, weight, urgent));
    }

    private String departs() {
        return waiting.next().orElseThrow().first().caller();
    }

    private int add(String caller, String instance, long... threads) {
        return waiting.add(TestMembers.waiting(caller, instance, threads));
    }

    private static long[] threads(int from, int to) {
        return IntStream.rangeClosed(from, to).asLongStream().toArray();
    }
}
