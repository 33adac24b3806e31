package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferencesTests {

    private static final Duration USUAL = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            textBlock =
                    """
                    # Prefer                         | seconds | Preference-Applied
                    ``                               | 15      | -
                    wait=5                           | 5       | wait=5
                    WAIT=5                           | 5       | wait=5
                    wait = 5                         | 5       | wait=5
                    wait="5"                         | 5       | wait=5
                    wait=0                           | 0       | wait=0
                    wait=005                         | 5       | wait=5
                    wait=60                          | 60      | wait=60
                    wait=61                          | 60      | wait=60
                    wait=99999999                    | 60      | wait=60
                    wait=99999999999999999999999     | 60      | wait=60
                    respond-async                    | 0       | respond-async
                    respond-async=""                 | 0       | respond-async
                    respond-async = ""; now          | 0       | respond-async
                    respond-async="1"                | 15      | -
                    respond-async="                  | 15      | -
                    Respond-Async                    | 0       | respond-async
                    respond-async, wait=5            | 5       | wait=5
                    wait=5, respond-async            | 5       | wait=5
                    wait=5,wait=10                   | 5       | wait=5
                    wait=5;strict                    | 5       | wait=5
                    wait=5; strict="a b"             | 5       | wait=5
                    respond-async; now               | 0       | respond-async
                    return=minimal, wait=5, foo      | 5       | wait=5
                    , wait=5,,                       | 5       | wait=5
                    foo="bar, wait=7"                | 15      | -
                    foo="a\\"b, wait=7", wait=5      | 5       | wait=5
                    wait                             | 15      | -
                    wait=                            | 15      | -
                    wait=-1                          | 15      | -
                    wait=1.5                         | 15      | -
                    wait=5s                          | 15      | -
                    wait="5                          | 15      | -
                    wait=5"                          | 15      | -
                    wait=٥                           | 15      | -
                    wait:5                           | 15      | -
                    handling=lenient                 | 15      | -
                    respond-asynchronously           | 15      | -
                    respond-async=1                  | 15      | -
                    """)
    void sayHowLongToWait(String prefer, long seconds, @Nullable String applied) {
        Preferences preferences = Preferences.parse(List.of(prefer));

        assertThat(preferences.wait(USUAL, LONGEST)).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(preferences.applied(LONGEST).orElse(null)).isEqualTo(applied);
    }

    @ParameterizedTest
    @CsvSource({"respond-async, wait=5", "wait=5, respond-async", "wait=5, wait=10"})
    void mayStandInSeveralHeaders(String first, String second) {
        assertThat(Preferences.parse(List.of(first, second)).wait(USUAL, LONGEST))
                .isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5, 5", "70, 60"})
    void areWhatTheSettingsSayWhenNothingIsPreferred(long usual, long waited) {
        assertThat(Preferences.parse(List.of()).wait(Duration.ofSeconds(usual), LONGEST))
                .isEqualTo(Duration.ofSeconds(waited));
    }

    @ParameterizedTest
    @CsvSource({"'', 60", "x, 15"})
    void areReadHoweverLongTheyAre(String end, long seconds) {
        String prefer = "wait=" + "0".repeat(10_000) + "9".repeat(10_000) + end;

        assertThat(Preferences.parse(List.of(prefer)).wait(USUAL, LONGEST))
                .isEqualTo(Duration.ofSeconds(seconds));
    }
}
