package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KillStateTests {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    QUEUED,     PREPARING FINISHED CANCELLED EXPIRED
                    PREPARING,  PREPARING COMMITTING FINISHED EXPIRED
                    COMMITTING, PREPARING COMMITTING VERIFYING FINISHED EXPIRED
                    VERIFYING,  FINISHED
                    FINISHED,   ''
                    CANCELLED,  ''
                    EXPIRED,    ''
                    """)
    void leadsOnlyWhereTheTableSays(KillState from, String reachable) {
        List<String> allowed = List.of(reachable.split(" ", -1));
        for (KillState to : KillState.values()) {
            assertThat(from.mayBecome(to))
                    .as("%s to %s", from, to)
                    .isEqualTo(allowed.contains(to.name()));
        }
        assertThat(from.isFinal())
                .isEqualTo(Arrays.stream(KillState.values()).noneMatch(from::mayBecome));
    }
}
