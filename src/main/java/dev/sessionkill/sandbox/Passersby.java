package dev.sessionkill.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * Short sessions that come and go, as a function of time alone: a visit of each lane begins every
 * {@code lane + 5} seconds and lasts {@code lane + 2}.
 *
 * @param lanes how many may be there at once
 * @param firstId ids start here and grow with the time at which a visit begins
 * @param db the database that they visit
 */
record Passersby(int lanes, long firstId, String db) {

    static final Passersby NOBODY = new Passersby(0, 1, "");

    List<SandboxSession> at(long second) {
        List<SandboxSession> there = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            long since = second % (lane + 5);
            if (since < lane + 2) {
                there.add(visit(lane, second - since, since));
            }
        }
        return there;
    }

    /** No visit that has begun by then has a higher id. */
    long highestId(long second) {
        return firstId + (second + 1) * lanes - 1;
    }

    Passersby from(long id) {
        return new Passersby(lanes, id, db);
    }

    private SandboxSession visit(int lane, long begun, long seconds) {
        long id = firstId + begun * lanes + lane;
        return SandboxSession.running(
                id,
                "web",
                "10.0.1.%d:%d".formatted(10 + lane, 40_000 + id % 20_000),
                db,
                seconds,
                "select * from orders where customer_id = %d order by placed_at desc limit 20"
                        .formatted(id));
    }
}
