package dev.sessionkill.dbbrain;

import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.throttle.CommitClaim;
import java.time.Duration;
import java.util.Set;

/**
 * What a Prepare brought: the SqlExecId that a Commit must name, and the assurance of that Commit's
 * place in the budget. Close it when the Commit has been answered or will not be sent.
 */
public final class Ticket implements AutoCloseable {

    /**
     * The age up to which a Commit is worth sending. The vendor counts ten seconds from a moment
     * that we do not see, at the earliest the sending of the Prepare; two are kept for the way.
     */
    public static final Duration GOOD_FOR = Duration.ofSeconds(8);

    private final Target target;
    private final String sqlExecId;
    private final Set<ThreadId> threads;
    private final long sentAt;
    private final CommitClaim claim;

    /**
     * What a Prepare brought.
     *
     * @param sentAt when the Prepare was sent, on the clock of {@link System#nanoTime}
     */
    Ticket(Target target, String sqlExecId, Set<ThreadId> threads, long sentAt, CommitClaim claim) {
        this.target = target;
        this.sqlExecId = sqlExecId;
        this.threads = Set.copyOf(threads);
        this.sentAt = sentAt;
        this.claim = claim;
    }

    /** The sessions that the Prepare named. */
    public Set<ThreadId> threads() {
        return threads;
    }

    /** How long ago the Prepare was sent. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - sentAt);
    }

    /** When the Prepare was sent, on the clock of {@link System#nanoTime}. */
    long sentAt() {
        return sentAt;
    }

    /** Whether a Commit may still be sent. */
    public boolean isYoung() {
        return age().compareTo(GOOD_FOR) < 0;
    }

    Target target() {
        return target;
    }

    String sqlExecId() {
        return sqlExecId;
    }

    CommitClaim claim() {
        return claim;
    }

    @Override
    public void close() {
        claim.close();
    }
}
