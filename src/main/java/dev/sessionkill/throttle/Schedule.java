package dev.sessionkill.throttle;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides when the next call of each lane may leave. A Commit needs an open slot and nothing else.
 * A Prepare also needs, beyond what waiting Commits take, an opening for every Commit that is on
 * its way, at the time when that Commit will be due, and one for its own. Pure arithmetic on a
 * nanosecond clock; the caller brings the time and the lock.
 *
 * <p>Source of the rule: a SqlExecId lives ten seconds, and both stages spend the same budget
 * (dbbrain.md, "KillMySqlThreads" 1 and "The limit of 20 a second").
 */
final class Schedule {

    /**
     * The least time that a Commit may have to wait for the opening that was counted on. It grows
     * with the spread of the Prepares' durations: all slots stay in use though some come late.
     */
    static final long SLACK = 50_000_000;

    /**
     * Weight of the newest Prepare in the estimates of how long one takes and how much it varies.
     */
    private static final double NEWEST = 0.2;

    private static final long LONGEST_ESTIMATE = 2_000_000_000;

    private final SlidingWindow window;
    private final List<Claim> claims = new ArrayList<>();
    private long prepareTakes;
    private long prepareVaries;

    /** A Commit that will come: when its Prepare left, and when it is expected to be due. */
    static final class Claim {
        private final long started;
        private final long due;

        private Claim(long started, long due) {
            this.started = started;
            this.due = due;
        }
    }

    Schedule(SlidingWindow window) {
        this.window = window;
    }

    /**
     * The earliest time, at or after now, at which the first call of the lane may leave, while that
     * many calls wait that go before it.
     */
    long earliest(Lane lane, long now, int before) {
        if (lane == Lane.URGENT) {
            return window.openings(now, 1)[0];
        }
        int next = before + lane.reserve(window.slots());
        long[] openings = window.openings(now, next + claims.size() + 2);
        long slack = Math.max(SLACK, 2 * prepareVaries);
        long earliest = openings[next++];
        for (Claim claim : claims) {
            if (openings[next] > claim.due + slack) {
                earliest = Math.max(earliest, openings[next] - slack);
            }
            next++;
        }
        return lane == Lane.PAIRED
                ? Math.max(earliest, openings[next] - prepareTakes - slack)
                : earliest;
    }

    /** Holds the slot of a call that {@link #earliest} lets go. */
    SlidingWindow.Slot take() {
        return window.take();
    }

    /** The call in that slot was sent. */
    void use(SlidingWindow.Slot slot, long at) {
        window.use(slot, at);
    }

    /** The call in that slot was not sent. */
    void giveBack(SlidingWindow.Slot slot) {
        window.giveBack(slot);
    }

    int open(long now) {
        return window.open(now);
    }

    /** A Prepare starts now: its Commit is expected after as long as Prepares take lately. */
    Claim claim(long now) {
        Claim claim = new Claim(now, now + prepareTakes);
        int place = claims.size();
        while (place > 0 && claims.get(place - 1).due > claim.due) {
            place--;
        }
        claims.add(place, claim);
        return claim;
    }

    /** The claim's Commit is here and stands in line from now on. */
    void arrived(Claim claim, long now) {
        if (claims.remove(claim)) {
            long took = Math.min(now - claim.started, LONGEST_ESTIMATE);
            prepareVaries += Math.round(NEWEST * (Math.abs(took - prepareTakes) - prepareVaries));
            prepareTakes += Math.round(NEWEST * (took - prepareTakes));
        }
    }

    /** The claim's Commit will not come. */
    void drop(Claim claim) {
        claims.remove(claim);
    }
}
