package dev.sessionkill.kill;

import dev.sessionkill.core.Caller;
import dev.sessionkill.core.Reason;
import dev.sessionkill.core.SampleTargets;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.Expectation;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Orders as a caller may give them. */
final class SampleOrders {

    static final Target TARGET = SampleTargets.of("cdb-test");
    static final Caller CALLER = new Caller("sub:oncall", Set.of());

    private SampleOrders() {}

    /** Sessions of which nothing is expected. */
    static KillOrder of(long... threads) {
        SortedMap<ThreadId, Expectation> sessions = new TreeMap<>();
        Arrays.stream(threads).forEach(it -> sessions.put(new ThreadId(it), Expectation.NONE));
        return of(sessions);
    }

    static KillOrder of(SortedMap<ThreadId, Expectation> sessions) {
        return new KillOrder(
                TARGET.account(),
                Optional.empty(),
                TARGET.product(),
                TARGET.instance(),
                sessions,
                new Reason("a test"),
                false);
    }

    /** The same, for the urgent lane. */
    static KillOrder urgent(KillOrder order) {
        return new KillOrder(
                order.account(),
                order.region(),
                order.product(),
                order.instance(),
                order.sessions(),
                order.reason(),
                true);
    }
}
