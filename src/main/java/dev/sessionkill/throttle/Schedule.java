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

    private static final long SECOND = 1_000_000_000;

    private final SlidingWindow window;
    private final List<Claim> claims = new ArrayList<>();
    private final PrepareTimes prepares = new PrepareTimes();

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
        long slack = prepares.slack();
        long earliest = openings[next++];
        for (Claim claim : claims) {
            if (openings[next] > claim.due + slack) {
                earliest = Math.max(earliest, openings[next] - slack);
            }
            next++;
        }
        return lane == Lane.PAIRED
                ? Math.max(earliest, openings[next] - prepares.takes() - slack)
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

    int slots() {
        return window.slots();
    }

    int usedInLastSecond(long now) {
        return window.usedSince(now - SECOND);
    }

    /** The vendor has counted too many calls. */
    void exceeded(long now) {
        window.exceeded(now);
    }

    /** A Prepare starts now: its Commit is expected after as long as Prepares take lately. */
    Claim claim(long now) {
        Claim claim = new Claim(now, now + prepares.takes());
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
            prepares.took(now - claim.started);
        }
    }

    /** The claim's Commit will not come. */
    void drop(Claim claim) {
        claims.remove(claim);
    }
}
