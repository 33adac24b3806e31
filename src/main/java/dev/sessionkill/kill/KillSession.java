package dev.sessionkill.kill;

import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.sessions.HostPart;
import dev.sessionkill.sessions.Trait;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One session of a kill.
 *
 * @param thread its id
 * @param expected what it was when its caller saw it
 * @param outcome what became of it; null while that is open
 * @param sight how it was last seen; null when it never was
 * @param finding what else was found out about it
 */
public record KillSession(
        ThreadId thread,
        Expectation expected,
        @Nullable SessionOutcome outcome,
        @Nullable Sight sight,
        Finding finding) {

    /**
     * A session as it was seen.
     *
     * @param user its MySQL user
     * @param host where it came from, {@code ip:port}
     * @param db its default database, if it had one
     * @param command what it was doing
     * @param seconds for how long
     */
    public record Sight(
            String user, String host, @Nullable String db, String command, long seconds) {

        static Sight of(ProcessRow row) {
            return new Sight(row.user(), row.host(), row.db(), row.command(), row.seconds());
        }
    }

    /**
     * What was found out about a session.
     *
     * @param protectedBy the rule that protects it, if one does
     * @param changed in what it differs from what was expected
     * @param respawned whether its client came back at once with the same statement
     * @param goneAfter how long after its Commit came back it was seen to be gone; null if it was
     *     not
     */
    public record Finding(
            @Nullable String protectedBy,
            Set<Trait> changed,
            boolean respawned,
            @Nullable Duration goneAfter) {

        /** Nothing. */
        public static final Finding NONE = new Finding(null, Set.of(), false, null);

        public Finding {
            changed = Set.copyOf(changed);
        }
    }

    /** A session that somebody wants to be killed. */
    static KillSession wanted(ThreadId thread, Expectation expected) {
        return new KillSession(thread, expected, null, null, Finding.NONE);
    }

    /** The same session as it is seen now. */
    KillSession seen(ProcessRow row) {
        return new KillSession(thread, expected, outcome, Sight.of(row), finding);
    }

    /** The same session after its Commit: it may have gone where its caller must not look. */
    KillSession seenAgain(ProcessRow row) {
        Sight before = sight;
        return before == null
                ? this
                : new KillSession(
                        thread,
                        expected,
                        outcome,
                        new Sight(
                                before.user(),
                                before.host(),
                                before.db(),
                                row.command(),
                                row.seconds()),
                        finding);
    }

    /** The same session with another outcome. */
    KillSession with(SessionOutcome other) {
        return new KillSession(thread, expected, other, sight, finding);
    }

    /** The same session, which a rule protects. */
    KillSession protectedBy(String rule) {
        return new KillSession(
                thread,
                expected,
                SessionOutcome.PROTECTED,
                sight,
                new Finding(rule, Set.of(), false, null));
    }

    /** The same id, which another session or statement has now. */
    KillSession changed(Set<Trait> traits) {
        return new KillSession(
                thread,
                expected,
                SessionOutcome.CHANGED,
                sight,
                new Finding(null, traits, false, null));
    }

    /** The same session, gone so long after its Commit. */
    KillSession goneAfter(Duration duration) {
        return new KillSession(
                thread,
                expected,
                SessionOutcome.KILLED,
                sight,
                new Finding(null, Set.of(), finding.respawned(), duration));
    }

    /** The same session, whose client came back at once. */
    KillSession respawned() {
        return new KillSession(
                thread,
                expected,
                outcome,
                sight,
                new Finding(null, Set.of(), true, finding.goneAfter()));
    }

    /**
     * Whether the connection has ended: an id that another client has now was given anew. A
     * connection may change its user, so that says nothing; nor does a row that does not tell where
     * its client is.
     */
    boolean isAnother(ProcessRow now) {
        return sight == null || HostPart.areDifferent(sight.host(), now.host());
    }
}
