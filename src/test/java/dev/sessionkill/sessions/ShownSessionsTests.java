package dev.sessionkill.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.access.Decision;
import dev.sessionkill.access.Scope;
import dev.sessionkill.access.Wildcard;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.Product;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.sessions.SessionSettings.ShownSql;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownSessionsTests {

    private static final Decision.Allowed ANYBODY = allowed(scope("*", "*"));

    private Instant now = Instant.parse("2026-11-22T09:00:00Z");

    @Test
    void areThoseThatAGrantCovers() {
        List<ProcessRow> rows =
                List.of(
                        TestRows.of(1, "report", 9).row(),
                        TestRows.of(2, "report", 8).db("bank").row(),
                        TestRows.of(3, "app", 7).row(),
                        TestRows.of(4, "app", 6).db("bank").row(),
                        TestRows.of(5, "app", 5).db(null).row(),
                        TestRows.of(6, "root", 4).row());

        assertThat(threads(shown(rows, ANYBODY))).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(threads(shown(rows, allowed(scope("report", "shop"), scope("app", "bank")))))
                .containsExactly(1L, 4L);
        assertThat(threads(shown(rows, allowed(scope("app", "*"))))).containsExactly(3L, 4L, 5L);
        assertThat(threads(shown(rows, allowed(scope("nobody", "*"))))).isEmpty();
    }

    @Test
    void areCountedWithoutThoseThatNoGrantCovers() {
        List<ProcessRow> rows = List.of(row(1, "app", 9), row(2, "root", 8), row(3, "app", 7));

        Listing.Listed listed = shown(rows, 2, allowed(scope("app", "*")));

        assertThat(threads(listed)).containsExactly(1L, 3L);
        assertThat(listed.complete()).isTrue();
    }

    @Test
    void areThoseThatFitTheFilter() {
        List<ProcessRow> rows = List.of(row(1, "app", 9), row(2, "root", 8), row(3, "app", 7));

        assertThat(
                        threads(
                                shown(ShownSql.FULL)
                                        .of(
                                                new ListReader.Rows(rows, true),
                                                query(new TestFilters().user("app").filter(), 10),
                                                ANYBODY)))
                .containsExactly(1L, 3L);
    }

    @Test
    void standWithTheLongestFirstAndThenByTheirIds() {
        List<ProcessRow> rows =
                List.of(row(4, "app", 5), row(9, "app", 70), row(3, "app", 5), row(5, "app", 0));

        assertThat(threads(shown(rows, ANYBODY))).containsExactly(9L, 3L, 4L, 5L);
    }

    @ParameterizedTest
    @CsvSource({
        "1, true, false",
        "2, true, false",
        "3, true, true",
        "4, true, true",
        "4, false, false"
    })
    void areNotCompleteWhenTheLimitOrTheVendorCutThem(
            int limit, boolean allRead, boolean complete) {
        List<ProcessRow> rows = List.of(row(1, "app", 1), row(2, "app", 3), row(3, "app", 2));

        Listing.Listed listed =
                shown(ShownSql.FULL)
                        .of(
                                new ListReader.Rows(rows, allRead),
                                query(SessionFilter.NONE, limit),
                                ANYBODY);

        assertThat(threads(listed))
                .containsExactlyElementsOf(List.of(2L, 3L, 1L).subList(0, Math.min(3, limit)));
        assertThat(listed.complete()).isEqualTo(complete);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    # shown | sql                              | found by secret | by a = ?
                    FULL    | select * from t where a = 'secret' | true          | false
                    DIGEST  | select * from t where a = ?        | false         | true
                    NONE    | -                                  | false         | false
                    """)
    void haveAsMuchOfAStatementAsTheSettingsSayAndAreFoundByNoMore(
            ShownSql shows, @Nullable String sql, boolean bySecret, boolean byDigest) {
        assertThat(only(shows, SessionFilter.NONE))
                .singleElement()
                .extracting(ListedSession::sql)
                .isEqualTo(sql);
        assertThat(only(shows, contains("SECRET"))).hasSize(bySecret ? 1 : 0);
        assertThat(only(shows, contains("A = ?"))).hasSize(byDigest ? 1 : 0);
    }

    @Test
    void haveTheNameOfTheRuleThatProtectsThem() {
        Listing.Listed listed =
                shown(
                        List.of(
                                row(1, "app", 9),
                                TestRows.of(2, "repl", 8).command("Binlog Dump").row()),
                        ANYBODY);

        assertThat(listed.sessions())
                .extracting(ListedSession::protectedBy)
                .containsExactly(null, "binlog-dump");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    2026-11-22T09:00:00Z,           2026-11-22T09:00:00Z
                    2026-11-22T09:00:00.001Z,       2026-11-22T09:00:00.001Z
                    2026-11-22T09:00:00.000000001Z, 2026-11-22T09:00:00.001Z
                    2026-11-22T09:00:00.999999Z,    2026-11-22T09:00:01Z
                    """)
    void wereObservedInAWholeMillisecondThatIsNotEarlier(Instant time, Instant observedAt) {
        now = time;

        assertThat(shown(List.of(), ANYBODY).observedAt()).isEqualTo(observedAt);
    }

    private List<ListedSession> only(ShownSql shows, SessionFilter filter) {
        return shown(shows)
                .of(
                        new ListReader.Rows(List.of(TestRows.ORDINARY.row()), true),
                        query(filter, 10),
                        ANYBODY)
                .sessions();
    }

    private Listing.Listed shown(List<ProcessRow> rows, Decision.Allowed allowed) {
        return shown(rows, 10_000, allowed);
    }

    private Listing.Listed shown(List<ProcessRow> rows, int limit, Decision.Allowed allowed) {
        return shown(ShownSql.FULL)
                .of(new ListReader.Rows(rows, true), query(SessionFilter.NONE, limit), allowed);
    }

    private ShownSessions shown(ShownSql sql) {
        return new ShownSessions(
                ProtectCatalogue.with(List.of()), new SessionSettings(sql), () -> now);
    }

    private static SessionFilter contains(String part) {
        return new TestFilters().with("sqlContains", part).filter();
    }

    private static SessionQuery query(SessionFilter filter, int limit) {
        return new SessionQuery(
                new AccountName("default"),
                Optional.empty(),
                Product.MYSQL,
                new InstanceId("cdb-test"),
                filter,
                limit);
    }

    private static Decision.Allowed allowed(Scope... scopes) {
        return new Decision.Allowed(Arrays.asList(scopes));
    }

    private static Scope scope(String user, String database) {
        return new Scope(List.of(new Wildcard(user)), List.of(new Wildcard(database)), 1);
    }

    private static ProcessRow row(long thread, String user, long seconds) {
        return TestRows.of(thread, user, seconds).row();
    }

    private static List<Long> threads(Listing.Listed listed) {
        return listed.sessions().stream().map(it -> it.thread().value()).toList();
    }
}
