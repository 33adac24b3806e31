package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KillResultTests {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    KILLED,                         KILLED
                    KILLED KILLING ALREADY_GONE,    KILLED
                    ALREADY_GONE,                   KILLED
                    KILLED NOT_KILLED,              PARTIAL
                    ALREADY_GONE NOT_PERMITTED,     PARTIAL
                    NOT_KILLED,                     NOT_KILLED
                    NOT_PERMITTED,                  NOT_KILLED
                    NOT_PERMITTED NOT_KILLED,       NOT_KILLED
                    UNKNOWN,                        UNKNOWN
                    KILLED UNKNOWN,                 UNKNOWN
                    NOT_KILLED UNKNOWN,             UNKNOWN
                    """)
    void sumsUpTheOutcomesOfAllSessions(String outcomes, KillResult result) {
        assertThat(
                        KillResult.of(
                                Arrays.stream(outcomes.split(" ", -1))
                                        .map(SessionOutcome::valueOf)
                                        .toList()))
                .isEqualTo(result);
    }
}
