package dev.sessionkill.sessions;

import dev.sessionkill.dbbrain.Dbbrain;

/** Makes live sessions for the tests of other packages. */
public final class TestLiveSessions {

    private TestLiveSessions() {}

    public static LiveSessions over(Dbbrain dbbrain) {
        return new LiveSessions(dbbrain);
    }
}
