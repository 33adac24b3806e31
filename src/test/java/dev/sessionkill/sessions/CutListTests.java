package dev.sessionkill.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutListTests {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    0,     false
                    1,     true
                    10,    true
                    19,    true
                    20,    false
                    21,    true
                    100,   false
                    137,   true
                    1000,  false
                    9999,  true
                    10000, false
                    10001, false
                    """)
    void takesEveryCountForCutThatCouldBeALimit(int rows, boolean complete) {
        assertThat(CutList.isComplete(rows, 10_000)).isEqualTo(complete);
    }
}
