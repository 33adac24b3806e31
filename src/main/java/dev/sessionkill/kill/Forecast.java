package dev.sessionkill.kill;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a kill would wait. Turns go round, so that others who come later may go before it: what
 * it is told has to hold when as many go on coming as came lately. Not for use by several threads
 * at once.
 */
final class Forecast {

    private final WaitingKills waiting;
    private final Pace pace;
    private final Demand demand;

    /**
     * Nothing is known yet.
     *
     * @param aPair the time from pair to pair when the budget is fully used
     * @param deadline how long a kill may wait
     */
    Forecast(WaitingKills waiting, LongSupplier nanoTime, Duration aPair, Duration deadline) {
        this.waiting = waiting;
        this.pace = new Pace(nanoTime, aPair);
        this.demand = new Demand(nanoTime, deadline);
    }

    /** A kill came that needs so many pairs more than were needed before. */
    void asked(int pairs) {
        demand.asked(pairs);
    }

    /** A pair departs, and whether others could if there were a place for them. */
    void departed(boolean othersWait) {
        pace.departed(othersWait);
    }

    /** How long another kill of that caller waits for its turn, if nobody else comes. */
    Duration turn(String caller) {
        return pace.of(waiting.pairsBefore(caller) + waiting.underWay());
    }

    /**
     * In how long the Commit of another kill leaves, if others go on coming; at once, as far as
     * they are concerned, when nobody waits and nothing is under way.
     */
    Duration commit(Claim claim) {
        int before = pairsBefore(claim) + waiting.underWay();
        return pace.of(before == 0 ? 0 : before + 1);
    }

    private int pairsBefore(Claim claim) {
        int now = waiting.pairsBefore(claim.caller());
        double left = 1 - demand.in(pace.of(1));
        int most = waiting.pairsBeforeAtMost(claim);
        return left > 0 ? (int) Math.max(now, Math.min(most, now / left)) : Math.max(now, most);
    }
}
