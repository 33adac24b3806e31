package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sessionkill.core.ThreadId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AnswersTests {

    private final Answers answers = new Answers();

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "7",
                "[]",
                "{}",
                "{\"Response\":null}",
                "{\"Response\":\"\"}",
                "{\"Response\":[]}",
                "{\"response\":{\"RequestId\":\"r\"}}",
                "{\"Response\":{}}",
                "{\"Response\":{\"SqlExecId\":\"s\"}}",
                "{\"Response\":{\"SqlExecId\":\"s\",\"RequestId\":null}}",
                "{\"Response\":{\"SqlExecId\":\"s\",\"RequestId\":\"\"}}",
                "{\"Response\":{\"SqlExecId\":\"s\",\"RequestId\":7}}",
                "{\"Response\":{\"SqlExecId\":\"s\",\"RequestId\":\"r\"}",
                "{\"Response\":{\"SqlExecId\":\"s\",\"RequestId\":\"r\"}}x",
                "<html>"
            })
    void takesNothingForAnAnswerThatHasNoRequestId(@Nullable String body) {
        assertUnreadable(body, AnswersTests::sqlExecId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "7", "true", "[]", "{}", "[\"s\"]"})
    void takesNothingElseForASqlExecId(String value) {
        assertUnreadable(answer("\"SqlExecId\":" + value), AnswersTests::sqlExecId);
        assertUnreadable(answer("\"Threads\":[1]"), AnswersTests::sqlExecId);
    }

    @Test
    void readsASqlExecId() throws Answers.Unreadable {
        assertThat(
                        answers.read(
                                answer("\"SqlExecId\":\"s-1\",\"Threads\":[1]"),
                                AnswersTests::sqlExecId))
                .isEqualTo(new Reply.Done<>("s-1", "r"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "[1]", "[2,1]"})
    void readsASqlExecIdOfThoseWhoWereAskedFor(String threads) throws Answers.Unreadable {
        assertThat(
                        answers.read(
                                answer("\"SqlExecId\":\"s-1\",\"Threads\":" + threads),
                                AnswersTests::sqlExecId))
                .isEqualTo(new Reply.Done<>("s-1", "r"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[3]", "[1,2,3]", "[\"1\"]", "\"1\""})
    void takesNoSqlExecIdOfSomebodyElse(String threads) {
        assertUnreadable(
                answer("\"SqlExecId\":\"s-1\",\"Threads\":" + threads), AnswersTests::sqlExecId);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    null                        | ''
                    []                          | ''
                    [1]                         | 1
                    [2,1]                       | 2,1
                    [1,1]                       | 1
                    [9223372036854775807]       | 9223372036854775807
                    """)
    void readsTheSessionsOfACommit(String threads, String ids) throws Answers.Unreadable {
        Set<ThreadId> expected =
                Arrays.stream(ids.split(","))
                        .filter(it -> !it.isEmpty())
                        .map(it -> new ThreadId(Long.parseLong(it)))
                        .collect(Collectors.toSet());

        assertThat(answers.read(answer("\"Threads\":" + threads), Answers::threads))
                .isEqualTo(new Reply.Done<>(expected, "r"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"1\"",
                "1",
                "true",
                "{}",
                "{\"1\":1}",
                "[null]",
                "[\"1\"]",
                "[1,\"x\"]",
                "[true]",
                "[[1]]",
                "[1.0]",
                "[1e3]",
                "[1e999]",
                "[0]",
                "[-1]",
                "[-9223372036854775808]",
                "[9223372036854775808]",
                "[18446744073709551616]",
                "[01]",
                "[NaN]",
                "[1,]",
                "[1"
            })
    void takesNothingElseForSessions(String threads) {
        assertUnreadable(answer("\"Threads\":" + threads), Answers::threads);
    }

    @Test
    void missesTheSessionsOfACommitThatNamesNone() {
        assertUnreadable(answer("\"SqlExecId\":\"s\""), Answers::threads);
    }

    @Test
    void readsAProcessListAsTheVendorWritesIt() throws Answers.Unreadable {
        assertThat(
                        list(
                                """
                                [{"ID":"1001","User":"report","Host":"10.1.2.3:52344","DB":"shop",
                                  "State":"Sending data","Command":"Query","Time":"873",
                                  "Info":"select 1","SqlType":"SELECT","Other":[1]}]
                                """))
                .containsExactly(
                        new ProcessRow(
                                new ThreadId(1001),
                                "report",
                                "10.1.2.3:52344",
                                "shop",
                                "Query",
                                "Sending data",
                                873,
                                "select 1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ID\":\"7\",\"Time\":\"3\"}",
                "{\"ID\":7,\"Time\":3}",
                "{\"ID\":\"7\",\"Time\":\"3\",\"User\":\"\",\"Host\":\"\",\"DB\":\"\",\"Info\":\"\"}",
                "{\"ID\":\"7\",\"Time\":\"3\",\"User\":null,\"Host\":null,\"DB\":null,\"State\":null,"
                    + "\"Command\":null,\"Info\":null,\"SqlType\":null}",
                "{\"ID\":\"7\",\"Time\":\"3\",\"User\":1,\"Host\":[],\"DB\":{},\"Command\":false}"
            })
    void readsARowInWhichOnlyTheNumbersAreThere(String row) throws Answers.Unreadable {
        assertThat(list("[" + row + "]"))
                .containsExactly(new ProcessRow(new ThreadId(7), "", "", null, "", null, 3, null));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    "9223372036854775807", 9223372036854775807
                    9223372036854775807,   9223372036854775807
                    "0",                   0
                    "-3",                  0
                    """)
    void readsTimesUpToTheEdge(String time, long seconds) throws Answers.Unreadable {
        assertThat(list("[{\"ID\":\"7\",\"Time\":" + time + "}]"))
                .extracting(ProcessRow::seconds)
                .containsExactly(seconds);
    }

    /** MySQL itself shows no time for a session that has not logged in yet. */
    @ParameterizedTest
    @ValueSource(
            strings = {"null", "\"\"", "\"soon\"", "\"12.5\"", "\"18446744073709551615\"", "[]"})
    void readsASessionWithoutATimeAsOneThatHasJustBegun(String time) throws Answers.Unreadable {
        assertThat(list("[{\"ID\":\"7\",\"User\":\"unauthenticated user\",\"Time\":" + time + "}]"))
                .extracting(ProcessRow::seconds)
                .containsExactly(0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]"})
    void readsAnEmptyProcessList(String rows) throws Answers.Unreadable {
        assertThat(list(rows)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "\"\"",
                "7",
                "[null]",
                "[7]",
                "[[]]",
                "[{}]",
                "[{\"Time\":\"3\"}]",
                "[{\"ID\":null,\"Time\":\"3\"}]",
                "[{\"ID\":\"\",\"Time\":\"3\"}]",
                "[{\"ID\":\"x\",\"Time\":\"3\"}]",
                "[{\"ID\":\"7.0\",\"Time\":\"3\"}]",
                "[{\"ID\":7.5,\"Time\":\"3\"}]",
                "[{\"ID\":true,\"Time\":\"3\"}]",
                "[{\"ID\":\"0\",\"Time\":\"3\"}]",
                "[{\"ID\":\"-7\",\"Time\":\"3\"}]",
                "[{\"ID\":\"9223372036854775808\",\"Time\":\"3\"}]",
                "[{\"ID\":9223372036854775808,\"Time\":\"3\"}]",
                "[{\"ID\":\"7\",\"Time\":\"3\"},{\"Time\":\"3\"}]"
            })
    void takesNothingElseForAProcessList(String rows) {
        assertUnreadable(answer("\"ProcessList\":" + rows), Answers::processList);
    }

    @Test
    void missesTheListOfAnAnswerWithoutOne() {
        assertUnreadable(answer("\"SqlExecId\":\"s\""), Answers::processList);
    }

    /** Of a Prepare that named 1 and 2. */
    private static String sqlExecId(JsonNode response) throws Answers.Unreadable {
        return Answers.sqlExecId(response, Set.of(new ThreadId(1), new ThreadId(2)));
    }

    private List<ProcessRow> list(String rows) throws Answers.Unreadable {
        return answers.read(answer("\"ProcessList\":" + rows), Answers::processList).value();
    }

    private void assertUnreadable(@Nullable String body, Answers.Reader<?> reader) {
        assertThatExceptionOfType(Answers.Unreadable.class)
                .isThrownBy(() -> answers.read(body, reader));
    }

    private static String answer(String fields) {
        return "{\"Response\":{" + fields + ",\"RequestId\":\"r\"}}";
    }
}
