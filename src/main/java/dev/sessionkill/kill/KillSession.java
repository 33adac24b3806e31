package dev.sessionkill.kill;

import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessRow;
import org.jspecify.annotations.Nullable;

/**
 * One session of a kill, as it was last seen.
 *
 * @param thread its id
 * @param outcome what became of it; null while that is open
 * @param user its MySQL user; null, as what follows, when it was never seen
 * @param host where it came from, {@code ip:port}
 * @param db its default database, if it had one
 * @param command what it was doing
 * @param seconds for how long
 */
public record KillSession(
        ThreadId thread,
        @Nullable SessionOutcome outcome,
        @Nullable String user,
        @Nullable String host,
        @Nullable String db,
        @Nullable String command,
        @Nullable Long seconds) {

    static KillSession unseen(ThreadId thread, @Nullable SessionOutcome outcome) {
        return new KillSession(thread, outcome, null, null, null, null, null);
    }

    static KillSession seen(ProcessRow row, @Nullable SessionOutcome outcome) {
        return new KillSession(
                row.thread(),
                outcome,
                row.user(),
                row.host(),
                row.db(),
                row.command(),
                row.seconds());
    }

    /** The same sight with another outcome. */
    KillSession with(SessionOutcome outcome) {
        return new KillSession(thread, outcome, user, host, db, command, seconds);
    }
}
