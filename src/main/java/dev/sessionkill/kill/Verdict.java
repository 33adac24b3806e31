package dev.sessionkill.kill;

import dev.sessionkill.dbbrain.ProcessRow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a session after its Commit says of it. What the vendor answered to the Commit is
 * not taken for proof; it only tells how long a session that still runs is worth waiting for.
 *
 * @param session as it was seen, with what may be said of it now
 * @param settled whether looking again can change nothing
 */
record Verdict(KillSession session, boolean settled) {

    /**
     * When a Commit of unknown fate can have no effect any more: its SqlExecId is ten seconds old
     * at most when it takes effect, and five are kept for the way (dbbrain.md, "KillMySqlThreads"
     * 1).
     */
    static final Duration FATE_IS_SEALED = Duration.ofSeconds(15);

    /** How long a session may still be seen that the Commit does not list as killed. */
    static final Duration UNLISTED = Duration.ofSeconds(2);

    /**
     * Judges one session.
     *
     * @param before as it was last seen
     * @param row as it is now; null when it is gone
     * @param sinceCommit how long ago the Commit came back
     * @param sincePrepare how long ago the Prepare was sent
     */
    static Verdict of(
            KillSession before,
            @Nullable ProcessRow row,
            Fate fate,
            Duration sinceCommit,
            Duration sincePrepare) {
        if (row == null || before.isAnother(row)) {
            return new Verdict(
                    before.goneAfter(sinceCommit.isNegative() ? Duration.ZERO : sinceCommit), true);
        }
        if (row.command().equals("Killed")) {
            return new Verdict(before.seenAgain(row).with(SessionOutcome.KILLING), false);
        }
        boolean survives =
                switch (fate) {
                    case Fate.Executed(var listed) ->
                            !listed.contains(row.thread()) && sinceCommit.compareTo(UNLISTED) > 0;
                    case Fate.Unknown _ -> sincePrepare.compareTo(FATE_IS_SEALED) >= 0;
                };
        return new Verdict(before.seenAgain(row).with(SessionOutcome.NOT_KILLED), survives);
    }

    /**
     * The session when it can no longer be looked at. That it still ran a moment ago says nothing
     * about now; that it was rolling back does.
     */
    static KillSession unseen(KillSession last) {
        return last.outcome() == SessionOutcome.NOT_KILLED
                ? last.with(SessionOutcome.UNKNOWN)
                : last;
    }
}
