package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.sessions.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTextTests {

    private static final KillSession BARE = KillSession.wanted(new ThreadId(7), Expectation.NONE);

    private static final KillSession FULL =
            new KillSession(
                    new ThreadId(Long.MAX_VALUE),
                    new Expectation(
                            "app",
                            "10.0.0.1:5",
                            "shop",
                            "sha-256",
                            873L,
                            Instant.ofEpochMilli(1_700_000_000_123L)),
                    SessionOutcome.KILLED,
                    new KillSession.Sight("a\"pp", "10.0.0.1:5", null, "Query", 9),
                    new KillSession.Finding(
                            "rule",
                            Set.of(Trait.USER, Trait.STATEMENT),
                            true,
                            Duration.ofMillis(5_125)));

    /** The text is kept in databases: what is changed here needs a migration. */
    @Test
    void isWrittenByTheseNames() {
        assertThat(SessionsText.of(List.of(FULL, BARE)))
                .isEqualTo(
                        """
                        [{"thread":7},\
                        {"thread":9223372036854775807,\
                        "expected":{"user":"app","host":"10.0.0.1:5","db":"shop",\
                        "statement":"sha-256","seconds":873,"observedAt":1700000000123},\
                        "outcome":"KILLED",\
                        "sight":{"user":"a\\"pp","host":"10.0.0.1:5","command":"Query","seconds":9},\
                        "finding":{"protectedBy":"rule","changed":["USER","STATEMENT"],\
                        "respawned":true,"goneAfterMillis":5125}}]\
                        """);
    }

    @Test
    void isReadAsItWasWritten() {
        assertThat(SessionsText.read(SessionsText.of(List.of(BARE, FULL))))
                .containsExactly(BARE, FULL);
        assertThat(SessionsText.read(SessionsText.of(List.of()))).isEmpty();
    }
}
