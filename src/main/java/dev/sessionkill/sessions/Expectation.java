package dev.sessionkill.sessions;

import dev.sessionkill.dbbrain.ProcessRow;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a session was when its caller saw it. What is given must still hold; what is null is not
 * asked for. A session has no start time in the process list, so this is the best identity there is
 * (dbbrain.md, "DescribeMySqlProcessList").
 *
 * @param user its MySQL user
 * @param host where it came from, with its port
 * @param db its default database
 * @param statement the digest of its statement, see {@link Statements#fingerprint}
 * @param seconds how long it had been in its state
 * @param observedAt when it was so; without it, {@code seconds} ago is taken for now
 */
public record Expectation(
        @Nullable String user,
        @Nullable String host,
        @Nullable String db,
        @Nullable String statement,
        @Nullable Long seconds,
        @Nullable Instant observedAt) {

    /** How far the clocks of several gateways may lie apart. */
    private static final Duration AHEAD = Duration.ofSeconds(-2);

    /** Nothing is expected: whatever has the id is meant. */
    public static final Expectation NONE = new Expectation(null, null, null, null, null, null);

    /** Whether it tells one session from another that reuses its id. */
    public boolean identifies() {
        return user != null && host != null;
    }

    /**
     * In what the session differs from what was expected.
     *
     * @param row as it is now
     * @param asOf a time that is not later than what the row shows
     */
    public Set<Trait> changes(ProcessRow row, Instant asOf) {
        Set<Trait> changes = EnumSet.noneOf(Trait.class);
        if (user != null && !user.equals(row.user())) {
            changes.add(Trait.USER);
        }
        if (host != null && !host.equals(row.host())) {
            changes.add(Trait.HOST);
        }
        if (db != null && !db.equals(row.db())) {
            changes.add(Trait.DB);
        }
        if (isAnotherText(row) || beganLater(row, asOf)) {
            changes.add(Trait.STATEMENT);
        }
        return changes;
    }

    private boolean isAnotherText(ProcessRow row) {
        return statement != null && !statement.equals(Statements.fingerprint(row.sql()));
    }

    /**
     * Within one statement a session's time grows with ours. Both times are cut to whole seconds,
     * so of the time that has passed only the whole seconds are certain to show.
     */
    private boolean beganLater(ProcessRow row, Instant asOf) {
        if (seconds == null) {
            return false;
        }
        if (observedAt == null) {
            return row.seconds() < seconds;
        }
        Duration passed = Duration.between(observedAt, asOf);
        // Whoever saw it later than we do has another clock, and none of its times can be compared.
        return passed.compareTo(AHEAD) < 0
                || row.seconds() - seconds < Math.max(0, passed.toSeconds());
    }
}
