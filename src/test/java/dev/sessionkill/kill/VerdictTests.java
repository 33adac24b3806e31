package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.sessions.Expectation;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTests {

    private static final ThreadId ID = new ThreadId(7);
    private static final KillSession BEFORE =
            KillSession.wanted(ID, Expectation.NONE)
                    .seen(row("Query", "10.0.0.1:1"))
                    .with(SessionOutcome.UNKNOWN);

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # now,         fate,     s since commit, s since prepare, outcome,    settled
                    gone,          LISTED,    0,  0, KILLED,     true
                    gone,          UNLISTED,  0,  0, KILLED,     true
                    gone,          UNKNOWN,   0,  0, KILLED,     true
                    another host,  UNKNOWN,   0,  0, KILLED,     true
                    another user,  UNKNOWN,   0,  0, NOT_KILLED, false
                    no host,       LISTED,    0,  0, NOT_KILLED, false
                    no port,       UNKNOWN,   3,  3, NOT_KILLED, false
                    Killed,        LISTED,    0,  0, KILLING,    false
                    Killed,        UNKNOWN,  20, 20, KILLING,    false
                    Query,         LISTED,    0,  0, NOT_KILLED, false
                    Query,         LISTED,   29, 29, NOT_KILLED, false
                    Query,         UNLISTED,  1,  1, NOT_KILLED, false
                    Query,         UNLISTED,  3,  3, NOT_KILLED, true
                    Query,         UNKNOWN,   3,  3, NOT_KILLED, false
                    Query,         UNKNOWN,  14, 14, NOT_KILLED, false
                    Query,         UNKNOWN,  14, 15, NOT_KILLED, true
                    """)
    void followsFromWhatIsSeenAndNotFromWhatTheVendorSaid(
            String now,
            String fate,
            long sinceCommit,
            long sincePrepare,
            SessionOutcome outcome,
            boolean settled) {
        Verdict verdict =
                Verdict.of(
                        BEFORE,
                        seen(now),
                        fate(fate),
                        Duration.ofSeconds(sinceCommit),
                        Duration.ofSeconds(sincePrepare));

        assertThat(verdict.session().outcome()).isEqualTo(outcome);
        assertThat(verdict.settled()).isEqualTo(settled);
    }

    @Test
    void showsNothingOfWhereASessionWentAfterItsCommit() {
        Verdict verdict =
                Verdict.of(
                        BEFORE,
                        seen("another user"),
                        new Fate.Unknown(),
                        Duration.ZERO,
                        Duration.ZERO);

        assertThat(verdict.session().sight())
                .isEqualTo(new KillSession.Sight("app", "10.0.0.1:1", "shop", "Query", 0));
    }

    @Test
    void forgetsThatASessionRanOnceItCannotBeSeenAnyMore() {
        assertThat(Verdict.unseen(BEFORE.with(SessionOutcome.NOT_KILLED)).outcome())
                .isEqualTo(SessionOutcome.UNKNOWN);
        assertThat(Verdict.unseen(BEFORE.with(SessionOutcome.KILLING)).outcome())
                .isEqualTo(SessionOutcome.KILLING);
    }

    private static @Nullable ProcessRow seen(String now) {
        return switch (now) {
            case "gone" -> null;
            case "another host" -> row("Query", "10.0.0.2:9");
            case "no host" -> row("Query", "");
            case "no port" -> row("Query", "10.0.0.1");
            case "another user" ->
                    new ProcessRow(ID, "root", "10.0.0.1:1", "hr", "Query", null, 0, null);
            default -> row(now, "10.0.0.1:1");
        };
    }

    private static Fate fate(String fate) {
        return switch (fate) {
            case "LISTED" -> new Fate.Executed(Set.of(ID));
            case "UNLISTED" -> new Fate.Executed(Set.of());
            default -> new Fate.Unknown();
        };
    }

    private static ProcessRow row(String command, String host) {
        return new ProcessRow(ID, "app", host, "shop", command, null, 60, "select 1");
    }
}
