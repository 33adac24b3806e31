package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.Stage;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.sessions.Trait;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which sessions stay in a kill between its Prepare and its Commit. */
class KillGuardTests extends ScriptedKill {

    @Test
    void preparesTheRestAnewWhenASessionIsGoneOrNotTheCallers() {
        Kill kill = run(1, 3, 99);

        assertThat(dbbrain.sent).containsExactly("PREPARE [1, 3, 99]", "PREPARE [1]", "COMMIT [1]");
        assertThat(outcomes(kill))
                .containsExactly("1 KILLED", "3 NOT_PERMITTED", "99 ALREADY_GONE");
        assertThat(kill.progress().result()).isEqualTo(KillResult.PARTIAL);
    }

    @Test
    void takesOutTheSessionsThatAreNotWhatTheirCallerSaw() {
        SortedMap<ThreadId, Expectation> sessions = new TreeMap<>();
        sessions.put(new ThreadId(1), seen("app", "10.0.0.1:1", 60));
        sessions.put(new ThreadId(2), seen("app", "10.0.0.1:1", 61));

        Kill kill = run(sessions);

        assertThat(dbbrain.sent).containsExactly("PREPARE [1, 2]", "PREPARE [1]", "COMMIT [1]");
        assertThat(outcomes(kill)).containsExactly("1 KILLED", "2 CHANGED");
        assertThat(kill.sessions().getLast().finding().changed()).containsExactly(Trait.STATEMENT);
        assertThat(kill.sessions().getFirst().expected()).isEqualTo(seen("app", "10.0.0.1:1", 60));
    }

    @Test
    void commitsNoProtectedSessionAndNamesTheRule() {
        dbbrain.sessions.runs(4, "app", "10.0.0.1:9", "shop", "Binlog Dump GTID");

        Kill kill = run(4);

        assertThat(dbbrain.sent).containsExactly("PREPARE [4]");
        assertThat(outcomes(kill)).containsExactly("4 PROTECTED");
        assertThat(kill.sessions().getFirst().finding().protectedBy()).isEqualTo("binlog-dump");
    }

    @Test
    void commitsNothingWhenNothingIsLeft() {
        Kill kill = run(98, 99);

        assertThat(dbbrain.sent).containsExactly("PREPARE [98, 99]");
        assertThat(kill.progress().result()).isEqualTo(KillResult.KILLED);
    }

    @Test
    void commitsNothingAndEndsWhenALookBreaks() {
        dbbrain.listFailure = new AssertionError("broken for the test");

        Kill kill = run(1);

        assertThat(dbbrain.sent).containsExactly("PREPARE [1]");
        assertThat(kill.progress().result()).isEqualTo(KillResult.FAILED);
    }

    @Test
    void tellsNothingOfASessionThatIsNotTheCallers() {
        Kill kill = run(3);

        assertThat(kill.sessions().getFirst().sight()).isNull();
        assertThat(kill.progress().result()).isEqualTo(KillResult.NOT_KILLED);
    }

    @Test
    void commitsNothingWhenTheSessionsCannotBeLookedAt() {
        dbbrain.listIsReadable = false;

        Kill kill = run(1);

        assertThat(dbbrain.sent).containsExactly("PREPARE [1]");
        assertThat(kill.progress().result()).isEqualTo(KillResult.FAILED);
        assertThat(failure(kill).stage()).isEqualTo(Stage.LIST);
        assertThat(failure(kill).retryable()).isTrue();
    }

    private static Expectation seen(String user, String host, long seconds) {
        return new Expectation(user, host, "shop", null, seconds, null);
    }
}
