package dev.sessionkill.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.SampleTargets;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessQuery;
import dev.sessionkill.dbbrain.ProcessQuery.Column;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.dbbrain.Reply;
import dev.sessionkill.dbbrain.Urgency;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ListReaderTests {

    private static final Target TARGET = SampleTargets.of("cdb-test");
    private static final SessionFilter REPORTS = new TestFilters().user("report").filter();
    private static final ProcessQuery ALL = ProcessQuery.all(10_000);
    private static final ProcessQuery NARROWED =
            new ProcessQuery(null, Map.of(Column.USER, "report"), null, 10_000);

    private final FakeLists lists = new FakeLists();
    private final ListReader reader = new ListReader(lists);

    @ParameterizedTest
    @CsvSource({"1, true", "19, true", "20, false", "137, true", "1000, false", "0, false"})
    void believesAListThatIsNotOfTheLengthOfALimit(int length, boolean complete)
            throws InterruptedException {
        lists.answer = _ -> rows("app", 1, length);

        ListReader.Rows read = read(SessionFilter.NONE);

        assertThat(read.complete()).isEqualTo(complete);
        assertThat(read.rows()).hasSize(length);
        assertThat(lists.queries).containsExactly(ALL);
        assertThat(lists.urgencies).containsExactly(Urgency.LEISURE);
    }

    @Test
    void doesNotAskTwiceWhenAllIsThere() throws InterruptedException {
        lists.answer = _ -> rows("app", 1, 7);

        assertThat(read(REPORTS).complete()).isTrue();
        assertThat(lists.queries).containsExactly(ALL);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # so many after narrowing, complete
                    7,                         true
                    19,                        true
                    23,                        true
                    20,                        false
                    1000,                      false
                    # also what a filter brings that the vendor reads otherwise
                    0,                         false
                    """)
    void asksACutListAgainWithItsFilters(int length, boolean complete) throws InterruptedException {
        lists.answer =
                query -> query.equals(ALL) ? rows("app", 1, 1000) : rows("report", 5001, length);

        ListReader.Rows read = read(REPORTS);

        assertThat(read.complete()).isEqualTo(complete);
        assertThat(read.rows()).hasSize(1000 + length);
        assertThat(lists.queries).containsExactly(ALL, NARROWED);
    }

    @Test
    void showsASessionOnceAndAsItWasLast() throws InterruptedException {
        lists.answer =
                query ->
                        query.equals(ALL)
                                ? both(rows("app", 1, 999), List.of(row(5001, "report", 60)))
                                : List.of(row(5001, "report", 61), row(5002, "report", 1));

        ListReader.Rows read = read(REPORTS);

        assertThat(read.complete()).isTrue();
        assertThat(read.rows())
                .hasSize(1001)
                .contains(row(5001, "report", 61), row(5002, "report", 1))
                .doesNotContain(row(5001, "report", 60));
    }

    @Test
    void doesNotBelieveANarrowedListThatLacksWhatTheCutOneShowed() throws InterruptedException {
        lists.answer =
                query ->
                        query.equals(ALL)
                                ? both(rows("app", 1, 999), List.of(row(5001, "report", 60)))
                                : List.of(row(5002, "report", 1));

        ListReader.Rows read = read(REPORTS);

        assertThat(read.complete()).isFalse();
        assertThat(read.rows()).contains(row(5001, "report", 60), row(5002, "report", 1));
    }

    @Test
    void doesNotBelieveAFilterThatWasNotApplied() throws InterruptedException {
        lists.answer = _ -> rows("app", 1, 1000);

        assertThat(read(REPORTS).complete()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void showsTheCutListWhenTheNarrowedOneFails(Reply<List<ProcessRow>> failure)
            throws InterruptedException {
        lists.answer = _ -> rows("app", 1, 1000);
        lists.good = 1;
        lists.end = failure;

        ListReader.Rows read = read(REPORTS);

        assertThat(read.complete()).isFalse();
        assertThat(read.rows()).hasSize(1000);
    }

    static Stream<Reply<List<ProcessRow>>> failures() {
        return Stream.of(
                new Reply.Busy<>(FakeLists.FAILURE),
                new Reply.Refused<>(FakeLists.FAILURE),
                new Reply.Unknown<>(FakeLists.FAILURE));
    }

    @ParameterizedTest
    @CsvSource({"7, true", "20, false", "99, true", "100, false", "0, false"})
    void asksForFewerWhenTheVendorRefusesTheLargestLimit(int length, boolean complete)
            throws InterruptedException {
        lists.largestLimit = 100;
        lists.answer = _ -> rows("report", 1, length);

        assertThat(read(REPORTS).complete()).isEqualTo(complete);
        assertThat(read(SessionFilter.NONE).complete()).isEqualTo(complete);
        assertThat(lists.queries)
                .containsExactly(
                        ALL,
                        new ProcessQuery(null, Map.of(Column.USER, "report"), null, 100),
                        ALL,
                        ProcessQuery.all(100));
    }

    @Test
    void isRefusedWhenTheVendorRefusesThatToo() throws InterruptedException {
        lists.largestLimit = 0;

        assertThat(reader.read(TARGET, REPORTS, _ -> true))
                .isEqualTo(new Reply.Refused<>(FakeLists.FAILURE));
        assertThat(lists.queries).hasSize(2);
    }

    @Test
    void failsAsTheVendorDoes() throws InterruptedException {
        lists.good = 0;
        assertThat(reader.read(TARGET, REPORTS, _ -> true))
                .isEqualTo(new Reply.Unknown<>(FakeLists.FAILURE));

        lists.end = new Reply.Busy<>(FakeLists.FAILURE);
        assertThat(reader.read(TARGET, REPORTS, _ -> true))
                .isEqualTo(new Reply.Busy<>(FakeLists.FAILURE));
        assertThat(lists.queries).containsExactly(ALL, ALL);
    }

    @ParameterizedTest
    @CsvSource({"1001, 1, true", "1, 2, false", "1, 20, false"})
    void asksForOneSessionByItsIdAndBelievesThat(int first, int length, boolean complete)
            throws InterruptedException {
        lists.answer = _ -> rows("report", first, length);

        ListReader.Rows read = read(new TestFilters().user("report").thread(1001).filter());

        assertThat(read.complete()).isEqualTo(complete);
        assertThat(read.rows()).hasSize(length);
        assertThat(lists.queries).containsExactly(ProcessQuery.byId(new ThreadId(1001)));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # so many in the whole list, from which id, complete, found
                    0,    1,    false, 0
                    7,    1,    true,  0
                    7,    1001, true,  1
                    1000, 1,    true,  0
                    1000, 1001, true,  1
                    """)
    void believesAnEmptyListByIdOnlyWhenTheInstanceShowsOthers(
            int length, int first, boolean complete, int found) throws InterruptedException {
        lists.answer = query -> query.thread() == null ? rows("app", first, length) : List.of();

        ListReader.Rows read = read(new TestFilters().thread(1001).filter());

        assertThat(read.complete()).isEqualTo(complete);
        assertThat(read.rows()).hasSize(found);
        assertThat(lists.urgencies).containsOnly(Urgency.LEISURE);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void doesNotBelieveAnEmptyListByIdWhenTheWholeOneCannotBeRead(Reply<List<ProcessRow>> failure)
            throws InterruptedException {
        lists.answer = _ -> List.of();
        lists.good = 1;
        lists.end = failure;

        assertThat(read(new TestFilters().thread(1001).filter()).complete()).isFalse();
    }

    private ListReader.Rows read(SessionFilter filter) throws InterruptedException {
        Reply<ListReader.Rows> reply = reader.read(TARGET, filter, _ -> true);
        assertThat(reply).isInstanceOf(Reply.Done.class);
        return ((Reply.Done<ListReader.Rows>) reply).value();
    }

    private static List<ProcessRow> rows(String user, long first, int count) {
        return LongStream.range(first, first + count).mapToObj(it -> row(it, user, 1)).toList();
    }

    private static ProcessRow row(long thread, String user, long seconds) {
        return TestRows.of(thread, user, seconds).row();
    }

    private static List<ProcessRow> both(List<ProcessRow> some, List<ProcessRow> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
