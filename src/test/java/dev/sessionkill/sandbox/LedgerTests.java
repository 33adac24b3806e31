package dev.sessionkill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTests {

    private final Ledger ledger = new Ledger();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                             | 0
                    0                              | 1
                    0 999999999                    | 2
                    0 1000000000                   | 1
                    0 500000000 1000000000         | 2
                    0 1 1000000000 1000000001      | 2
                    0 900 950 999 1000000000       | 4
                    1000000000 0                   | 1
                    -5 999999994                   | 2
                    -5 999999995                   | 1
                    """)
    void countsTheMostArrivalsInAnyHalfOpenSecond(String arrivals, int most) {
        Stream.of(arrivals.split(" ", -1))
                .filter(it -> !it.isEmpty())
                .forEach(it -> ledger.record(arrived("A", Long.parseLong(it))));

        assertThat(ledger.mostInAnySecond("A")).isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1   | 1
                    9   | 1
                    10  | 1
                    11  | 2
                    90  | 3
                    91  | 4
                    900 | 5
                    """)
    void countsTheMostArrivalsInAnyHalfOpenWindow(long nanos, int most) {
        for (long arrival : List.of(-50L, 10L, 30L, 40L, 100L)) {
            ledger.record(arrived("A", arrival));
        }

        assertThat(ledger.mostIn(Duration.ofNanos(nanos), "A")).isEqualTo(most);
    }

    @Test
    void knowsNoWindowWithoutALength() {
        assertThatIllegalArgumentException().isThrownBy(() -> ledger.mostIn(Duration.ZERO, "A"));
    }

    @Test
    void countsEachActionForItself() {
        ledger.record(arrived("A", 0));
        ledger.record(arrived("B", 1));

        assertThat(ledger.mostInAnySecond("A")).isEqualTo(1);
        assertThat(ledger.mostInAnySecond("C")).isZero();
    }

    @Test
    void numbersOnAfterItWasCleared() {
        ledger.record(arrived("A", 0));
        ledger.clear();
        ledger.record(arrived("A", 1));

        assertThat(ledger.calls()).extracting(Call::sequence).containsExactly(2L);
    }

    @Test
    void wakesWhoWaitsForACall() throws InterruptedException {
        Thread.ofVirtual().start(() -> ledger.record(arrived("A", 0)));

        assertThat(ledger.await(it -> it.size() == 1, Duration.ofSeconds(10))).isTrue();
        assertThat(ledger.await(it -> it.size() == 2, Duration.ofMillis(1))).isFalse();
    }

    private static Call arrived(String action, long nanos) {
        return new Call(
                0, action, null, null, null, List.of(), nanos, nanos, 1, 1, true, true, "OK");
    }
}
