package dev.sessionkill.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.dbbrain.ProcessRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTests {

    private static final Instant OBSERVED = Instant.parse("2026-11-22T09:00:00Z");

    /** {@code app} from 10.1.2.3:52344 in shop, for 60 seconds. */
    private static final ProcessRow ROW = TestRows.ORDINARY.row();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            emptyValue = "",
            textBlock =
                    """
                    # user | host           | db    | changes
                    -      | -              | -     | ''
                    app    | 10.1.2.3:52344 | shop  | ''
                    App    | -              | -     | USER
                    ''     | -              | -     | USER
                    -      | 10.1.2.3:52345 | -     | HOST
                    -      | 10.1.2.3       | -     | HOST
                    -      | -              | Shop  | DB
                    -      | -              | ''    | DB
                    root   | localhost      | other | USER HOST DB
                    """)
    void findsEachTraitThatIsAnother(
            @Nullable String user, @Nullable String host, @Nullable String db, String changes) {
        assertThat(new Expectation(user, host, db, null, null, null).changes(ROW, OBSERVED))
                .isEqualTo(traits(changes));
    }

    @Test
    void findsADatabaseThatIsGone() {
        assertThat(
                        new Expectation(null, null, "shop", null, null, null)
                                .changes(TestRows.ORDINARY.db(null).row(), OBSERVED))
                .containsExactly(Trait.DB);
    }

    /** The row shows 60 seconds. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    # seconds | milliseconds from observedAt to the list | same
                    60        | 0       | true
                    61        | 0       | false
                    59        | 0       | true
                    0         | 0       | true
                    # only whole seconds are sure to show
                    60        | 999     | true
                    60        | 1000    | false
                    59        | 1000    | true
                    59        | 1999    | true
                    59        | 2000    | false
                    50        | 10000   | true
                    50        | 10999   | true
                    50        | 11000   | false
                    0         | 60999   | true
                    0         | 61000   | false
                    # clocks may differ a little; with one that is far ahead nothing is compared
                    60        | -1      | true
                    60        | -1000   | true
                    60        | -2000   | true
                    60        | -2001   | false
                    0         | -3600000 | false
                    9223372036854775807 | 1000 | false
                    # without observedAt seconds are of now
                    60        | -       | true
                    61        | -       | false
                    """)
    void findsAStatementThatBeganLater(long seconds, @Nullable Long millis, boolean same) {
        Instant observedAt = millis == null ? null : OBSERVED;
        Instant asOf = millis == null ? OBSERVED : OBSERVED.plusMillis(millis);

        assertThat(new Expectation(null, null, null, null, seconds, observedAt).changes(ROW, asOf))
                .isEqualTo(same ? Set.of() : Set.of(Trait.STATEMENT));
    }

    @Test
    void findsNothingInTimeAloneWithoutSeconds() {
        assertThat(
                        new Expectation(null, null, null, null, null, OBSERVED)
                                .changes(ROW, OBSERVED.plusSeconds(3600)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '^',
            textBlock =
                    """
                    # expected                         | running                            | same
                    -                                  | select 1                           | true
                    -                                  | -                                  | true
                    select * from t where a = 'secret' | select * from t where a = 'secret' | true
                    select * from t where a = ?        | select * from t where a = 'secret' | true
                    select * from t where a = 5        | select * from t where a = 'secret' | true
                    select * from t where a = ?        | select * from u where a = 'secret' | false
                    select * from t where a = ?        | -                                  | false
                    ^^                                 | -                                  | false
                    ^^                                 | commit                             | false
                    """)
    void findsAStatementOfAnotherText(
            @Nullable String expected, @Nullable String running, boolean same) {
        Expectation expectation =
                new Expectation(null, null, null, Statements.fingerprint(expected), null, null);

        assertThat(expectation.changes(TestRows.ORDINARY.sql(running).row(), OBSERVED))
                .isEqualTo(same ? Set.of() : Set.of(Trait.STATEMENT));
    }

    @Test
    void takesARowThatWasShownForWhatItIs() {
        Expectation shown =
                new Expectation(
                        ROW.user(),
                        ROW.host(),
                        ROW.db(),
                        Statements.fingerprint(ROW.sql()),
                        ROW.seconds(),
                        OBSERVED);

        assertThat(shown.changes(ROW, OBSERVED)).isEmpty();
        assertThat(Expectation.NONE.changes(ROW, OBSERVED)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    app, 10.1.2.3:5, true
                    app, -,          false
                    -,   10.1.2.3:5, false
                    -,   -,          false
                    """)
    void identifiesByUserAndHost(@Nullable String user, @Nullable String host, boolean identifies) {
        assertThat(new Expectation(user, host, "shop", "x", 1L, OBSERVED).identifies())
                .isEqualTo(identifies);
    }

    private static Set<Trait> traits(String names) {
        return Arrays.stream(names.split(" ", -1))
                .filter(it -> !it.isEmpty())
                .map(Trait::valueOf)
                .collect(Collectors.toSet());
    }
}
