package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.Trait;
import dev.sessionkill.storage.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** How kills end, and what is followed after that. */
class KillEndIT extends StoredKill {

    KillEndIT(Dialect dialect) {
        super(dialect);
    }

    @Test
    void changesNothingWhenTheRecordDoesNotTakeIt() {
        inserted();
        test.broken = AuditKind.FINISHED;

        assertThatThrownBy(() -> finish(KillResult.FAILED, null))
                .isInstanceOf(DataAccessException.class);

        assertThat(read().progress().state()).isEqualTo(KillState.QUEUED);
        assertThat(read().sessions()).allMatch(it -> it.outcome() == null);
    }

    @Test
    void keepsHowAKillFailed() {
        inserted();
        KillFailure failure = new KillFailure(Stage.PREPARE, "Denied", "r-1", true);

        finish(KillResult.FAILED, failure);

        Kill.Progress end = read().progress();
        assertThat(end.state()).isEqualTo(KillState.FINISHED);
        assertThat(end.result()).isEqualTo(KillResult.FAILED);
        assertThat(end.failure()).isEqualTo(failure);
        assertThat(end.finishedAt()).isNotNull();
        assertThat(read().requestedAt()).isBeforeOrEqualTo(end.finishedAt());
    }

    @Test
    void keepsWhatWasFoundOutAboutEachSession() {
        Kill kill = inserted();
        List<KillSession> ended =
                List.of(
                        session(
                                kill,
                                0,
                                new KillSession.Finding(
                                        "rule", Set.of(Trait.USER, Trait.STATEMENT), false, null)),
                        session(
                                kill,
                                1,
                                new KillSession.Finding(
                                        null, Set.of(), true, Duration.ofMillis(1234))));

        finish(
                move(KillState.FINISHED, KillState.QUEUED),
                new Ending(KillState.FINISHED, KillResult.KILLED, ended, null),
                event(1));

        assertThat(read().sessions()).isEqualTo(ended);
        assertThat(read().progress().failure()).isNull();
    }

    @Test
    void followsWhatRollsBackAndRecordsItsEndOnce() {
        inserted();
        finish(KillResult.KILLED, null);
        ThreadId thread = new ThreadId(1);

        assertThat(test.reader.rollingBack()).containsExactly(id);
        store.rolledBack(id, thread, Duration.ofSeconds(70), event(1));
        store.rolledBack(id, thread, Duration.ofSeconds(80), event(2));
        store.rolledBack(id, new ThreadId(Long.MAX_VALUE), Duration.ofSeconds(90), event(3));

        assertThat(test.reader.rollingBack()).isEmpty();
        assertThat(read().sessions())
                .extracting(it -> it.finding().goneAfter())
                .containsExactly(Duration.ofSeconds(70), Duration.ofSeconds(90));
        assertThat(test.events).hasSize(4);
    }

    private static KillSession session(Kill kill, int index, KillSession.Finding finding) {
        KillSession wanted = kill.sessions().get(index);
        return new KillSession(
                wanted.thread(),
                wanted.expected(),
                SessionOutcome.KILLED,
                new KillSession.Sight("report", "10.0.0.1:5", null, "Query", 873),
                finding);
    }
}
