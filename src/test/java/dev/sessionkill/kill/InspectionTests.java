package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.access.Decision;
import dev.sessionkill.access.Scope;
import dev.sessionkill.access.Wildcard;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.sessions.ProtectCatalogue;
import dev.sessionkill.sessions.Trait;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InspectionTests {

    private static final ThreadId ID = new ThreadId(7);
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:10Z");
    private static final Expectation SEEN =
            new Expectation("app", "10.0.0.1:1", "shop", null, 60L, NOW.minusSeconds(10));

    private final Inspection inspection =
            new Inspection(allowed("app*"), ProtectCatalogue.with(List.of()));

    @Test
    void hasNothingAgainstASessionThatIsStillTheSame() {
        assertThat(look(SEEN, row("app", "10.0.0.1:1", 70))).isEmpty();
        assertThat(look(Expectation.NONE, row("app", "10.0.0.2:9", 0))).isEmpty();
    }

    @Test
    void takesASessionThatIsNotThereForGone() {
        assertThat(outcome(look(SEEN, null))).isEqualTo(SessionOutcome.ALREADY_GONE);
    }

    @Test
    void sparesAnIdThatAnotherSessionOrStatementHasNow() {
        assertThat(changed(look(SEEN, row("app_b", "10.0.0.1:1", 70)))).containsExactly(Trait.USER);
        assertThat(changed(look(SEEN, row("app", "10.0.0.1:2", 70)))).containsExactly(Trait.HOST);
        assertThat(changed(look(SEEN, row("app", "10.0.0.1:1", 69))))
                .containsExactly(Trait.STATEMENT);
    }

    @Test
    void goesOnWithTheSessionThatItSawFirstWhenNothingWasExpected() {
        KillSession seen =
                KillSession.wanted(ID, Expectation.NONE).seen(row("app", "10.0.0.1:1", 60));

        assertThat(inspection.objection(seen, row("app", "10.0.0.1:1", 0), NOW)).isEmpty();
        assertThat(changed(inspection.objection(seen, row("app", "10.0.0.1:2", 61), NOW)))
                .containsExactly(Trait.HOST);
    }

    @Test
    void tellsNothingOfASessionThatIsNotTheCallersWhateverElseHoldsOfIt() {
        KillSession spared = look(SEEN, row("system user", "", 1)).orElseThrow();

        assertThat(spared.outcome()).isEqualTo(SessionOutcome.NOT_PERMITTED);
        assertThat(spared.sight()).isNull();
        assertThat(spared.finding()).isEqualTo(KillSession.Finding.NONE);
    }

    @Test
    void protectsFromSomebodyWhoMayKillEverything() {
        Inspection admin = new Inspection(allowed("*"), ProtectCatalogue.with(List.of()));
        KillSession spared =
                admin.objection(
                                KillSession.wanted(ID, Expectation.NONE),
                                row("system user", "", 1),
                                NOW)
                        .orElseThrow();

        assertThat(spared.outcome()).isEqualTo(SessionOutcome.PROTECTED);
        assertThat(spared.finding().protectedBy()).isEqualTo("system-user");
    }

    private Optional<KillSession> look(Expectation expected, @Nullable ProcessRow row) {
        return inspection.objection(KillSession.wanted(ID, expected), row, NOW);
    }

    private static @Nullable SessionOutcome outcome(Optional<KillSession> spared) {
        return spared.orElseThrow().outcome();
    }

    private static List<Trait> changed(Optional<KillSession> spared) {
        assertThat(outcome(spared)).isEqualTo(SessionOutcome.CHANGED);
        return spared.orElseThrow().finding().changed().stream().sorted().toList();
    }

    private static Decision.Allowed allowed(String users) {
        return new Decision.Allowed(
                List.of(new Scope(List.of(new Wildcard(users)), List.of(new Wildcard("*")), 100)));
    }

    private static ProcessRow row(String user, String host, long seconds) {
        return new ProcessRow(ID, user, host, "shop", "Query", null, seconds, "select 1");
    }
}
