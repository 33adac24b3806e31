package dev.sessionkill.kill;

import static dev.sessionkill.audit.AuditKind.COMMIT_SENDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.Stage;
import dev.sessionkill.kill.FakeDbbrain.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the Commit of a kill is sent, and sent again. */
class KillCommitTests extends ScriptedKill {

    @Test
    void sendsNoCommitThatCannotBeRecordedAndExpires() {
        store.broken = COMMIT_SENDING;
        deadline = Duration.ofSeconds(1);

        Kill kill = run(1);

        assertThat(dbbrain.sent).isNotEmpty().noneMatch(it -> it.startsWith("COMMIT"));
        assertThat(kill.progress().state()).isEqualTo(KillState.EXPIRED);
        assertThat(outcomes(kill)).containsExactly("1 NOT_KILLED");
    }

    @Test
    void sendsTheCommitAgainOnlyWhenItWasNotExecuted() {
        dbbrain.commits.addAll(List.of(Script.BUSY, Script.BUSY));

        Kill kill = run(1);

        assertThat(dbbrain.sent)
                .containsExactly("PREPARE [1]", "COMMIT [1]", "COMMIT [1]", "COMMIT [1]");
        assertThat(kill.progress().result()).isEqualTo(KillResult.KILLED);
    }

    @Test
    void neverSendsACommitOfUnknownFateAgainAndBelievesTheList() {
        dbbrain.commits.add(Script.UNKNOWN_BUT_EXECUTED);

        Kill kill = run(1);

        assertThat(dbbrain.sent).containsExactly("PREPARE [1]", "COMMIT [1]");
        assertThat(outcomes(kill)).containsExactly("1 KILLED");
    }

    @Test
    void preparesAnewInsteadOfCommittingAnOldTicket() {
        dbbrain.ages.add(Duration.ofSeconds(9));

        Kill kill = run(1);

        assertThat(dbbrain.sent).containsExactly("PREPARE [1]", "PREPARE [1]", "COMMIT [1]");
        assertThat(kill.progress().result()).isEqualTo(KillResult.KILLED);
    }

    @Test
    void looksAgainBeforeACommitThatComesLate() {
        dbbrain.prepareTakes = Duration.ofMillis(1_200);
        dbbrain.meanwhile = () -> dbbrain.sessions.runs(1, "app", "10.9.9.9:9", "shop", "Query");

        Kill kill = run(1);

        assertThat(dbbrain.sent).containsExactly("PREPARE [1]");
        assertThat(outcomes(kill)).containsExactly("1 CHANGED");
    }

    @Test
    void looksAgainBetweenCommitsOfABusyVendor() {
        dbbrain.commits.addAll(List.of(Script.BUSY, Script.BUSY, Script.BUSY, Script.BUSY));
        dbbrain.afterCommits = 2;
        dbbrain.meanwhile = () -> dbbrain.sessions.runs(1, "app", "10.9.9.9:9", "shop", "Query");

        Kill kill = run(1);

        assertThat(outcomes(kill)).containsExactly("1 CHANGED");
        assertThat(dbbrain.sent).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void looksAgainWhenACommitHadToWaitForItsPermit() {
        dbbrain.permitWaits.add(Duration.ofMillis(1_050));
        dbbrain.whileItWaits = () -> dbbrain.sessions.runs(1, "app", "10.9.9.9:9", "shop", "Query");

        Kill kill = run(1);

        assertThat(dbbrain.sent).containsExactly("PREPARE [1]");
        assertThat(outcomes(kill)).containsExactly("1 CHANGED");
    }

    @Test
    void commitsAtOnceWhereListsTakeLong() {
        dbbrain.listTakes = Duration.ofMillis(1_050);

        Kill kill = run(1);

        assertThat(dbbrain.sent).containsExactly("PREPARE [1]", "COMMIT [1]");
        assertThat(outcomes(kill)).containsExactly("1 KILLED");
    }

    @Test
    void sendsNoCommitAfterTheDeadline() {
        deadline = Duration.ofSeconds(1);
        dbbrain.permitWaits.add(Duration.ofMillis(1_100));

        Kill kill = run(1);

        assertThat(dbbrain.sent).containsExactly("PREPARE [1]");
        assertThat(kill.progress().state()).isEqualTo(KillState.EXPIRED);
        assertThat(outcomes(kill)).containsExactly("1 NOT_KILLED");
    }

    @Test
    void endsAsFailedWhenTheVendorRefuses() {
        dbbrain.commits.add(Script.REFUSED);

        Kill kill = run(1);

        assertThat(kill.progress().result()).isEqualTo(KillResult.FAILED);
        assertThat(failure(kill))
                .isEqualTo(new KillFailure(Stage.COMMIT, "SomeCode", "some-request", false));
        assertThat(outcomes(kill)).containsExactly("1 NOT_KILLED");
    }
}
