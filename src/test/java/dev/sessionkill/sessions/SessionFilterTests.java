package dev.sessionkill.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.dbbrain.ProcessQuery;
import dev.sessionkill.dbbrain.ProcessQuery.Column;
import dev.sessionkill.dbbrain.ProcessRow;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionFilterTests {

    /** 1, {@code app} from 10.1.2.3:52344 in shop: Query, Sending data, for 60 seconds. */
    private static final ProcessRow ROW = TestRows.ORDINARY.row();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    thread     | 1              | true
                    thread     | 2              | false
                    user       | app            | true
                    user       | a*             | true
                    user       | App            | false
                    user       | ap             | false
                    host       | 10.1.2.3:52344 | true
                    host       | 10.1.2.3       | true
                    host       | 10.1.*         | true
                    host       | *:52344        | true
                    host       | 10.1.2.3:5234  | false
                    host       | 10.1.2         | false
                    db         | shop           | true
                    db         | *              | true
                    db         | s*p            | true
                    db         | Shop           | false
                    db         | ''             | false
                    command    | Query          | true
                    command    | qUERY          | true
                    command    | Q*             | true
                    command    | Quer           | false
                    state      | sending data   | true
                    state      | SENDING*       | true
                    state      | sending        | false
                    minSeconds | 0              | true
                    minSeconds | 60             | true
                    minSeconds | 61             | false
                    """)
    void keepsWhatIsAsItIsWanted(String name, String value, boolean kept) {
        assertThat(new TestFilters().with(name, value).filter().fits(ROW)).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    db    | ''   | true
                    db    | *    | true
                    db    | s*   | false
                    db    | shop | false
                    state | *    | true
                    state | s*   | false
                    """)
    void takesWhatASessionLacksForTheEmptyName(String name, String value, boolean kept) {
        ProcessRow row = TestRows.ORDINARY.db(null).state(null).row();

        assertThat(new TestFilters().with(name, value).filter().fits(row)).isEqualTo(kept);
    }

    @Test
    void keepsOnlyWhereAllHolds() {
        assertThat(filter("user", "app", "command", "query", "minSeconds", "60").fits(ROW))
                .isTrue();
        assertThat(filter("user", "app", "command", "sleep", "minSeconds", "60").fits(ROW))
                .isFalse();
        assertThat(SessionFilter.NONE.fits(ROW)).isTrue();
        assertThat(SessionFilter.NONE.fits((String) null)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    from T | SELECT * FROM t WHERE a = ? | true
                    a = ?  | SELECT * FROM t WHERE a = ? | true
                    a = 5  | SELECT * FROM t WHERE a = ? | false
                    *      | SELECT * FROM t WHERE a = ? | true
                    from * | SELECT * FROM t WHERE a = ? | false
                    from t | -                           | false
                    """)
    void looksForPartOfTheStatementAsItIsShown(String part, @Nullable String shown, boolean kept) {
        assertThat(filter("sqlContains", part).fits(shown)).isEqualTo(kept);
        assertThat(filter("sqlContains", part).fits(ROW)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    user    | app            | USER
                    host    | 10.1.2.3:52344 | HOST
                    db      | shop           | DB
                    command | query          | COMMAND
                    state   | Sending data   | STATE
                    """)
    void leavesExactValuesToTheVendor(String name, String value, Column column) {
        assertThat(filter(name, value).narrowed(100))
                .isEqualTo(new ProcessQuery(null, Map.of(column, value), null, 100));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    user        | a*       | no pattern
                    host        | 10.1.*   | no pattern
                    host        | *:52344  | no pattern, with a port
                    host        | 10.1.2.3 | no host without its port
                    db          | s*       | no pattern
                    db          | ''       | no lack of a database
                    command     | *        | no pattern
                    state       | *a       | no pattern
                    minSeconds  | 0        | no time that all have
                    sqlContains | x        | no statement
                    """)
    void leavesNothingElseToTheVendor(String name, String value, String why) {
        assertThat(filter(name, value).narrowed(100)).as(why).isEqualTo(ProcessQuery.all(100));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "600, 599", "9223372036854775807, 9223372036854775806"})
    void asksForLongerThanASecondLess(long minSeconds, long longerThan) {
        assertThat(filter("minSeconds", Long.toString(minSeconds)).narrowed(100).longerThan())
                .isEqualTo(longerThan);
    }

    @Test
    void tellsTheRecordWhatWasGiven() {
        assertThat(
                        filter(
                                        "thread",
                                        "1",
                                        "user",
                                        "a*",
                                        "host",
                                        "h",
                                        "db",
                                        "",
                                        "command",
                                        "c",
                                        "state",
                                        "s",
                                        "minSeconds",
                                        "0",
                                        "sqlContains",
                                        "x")
                                .given())
                .containsExactly(
                        Map.entry("thread", 1L),
                        Map.entry("user", "a*"),
                        Map.entry("host", "h"),
                        Map.entry("db", ""),
                        Map.entry("command", "c"),
                        Map.entry("state", "s"),
                        Map.entry("minSeconds", 0L),
                        Map.entry("sqlContainsLength", 1));
        assertThat(SessionFilter.NONE.given()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "a\u0000"})
    void takesNoBlankOrControlForADatabase(String text) {
        assertThatThrownBy(() -> new DatabasePattern(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SessionFilter filter(String... namesAndValues) {
        TestFilters filters = new TestFilters();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            filters.with(namesAndValues[i], namesAndValues[i + 1]);
        }
        return filters.filter();
    }
}
