package dev.sessionkill.dbbrain;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.throttle.CallBudget;
import dev.sessionkill.throttle.PairPermit;
import dev.sessionkill.throttle.TestBudgets;
import java.time.Duration;
import java.util.Set;

/** Tickets for the tests of other packages. */
public final class TestTickets {

    private final CallBudget budget = TestBudgets.open(1_000);

    /** Leave for a Prepare. */
    public Turn turn() throws InterruptedException {
        return new Turn(budget.pair(Deadline.in(Duration.ofSeconds(5))).orElseThrow());
    }

    /** A ticket whose Prepare was sent that long ago. */
    public Ticket aged(Target target, Set<ThreadId> threads, String sqlExecId, Duration age)
            throws InterruptedException {
        PairPermit pair = budget.pair(Deadline.in(Duration.ofSeconds(5))).orElseThrow();
        pair.prepare().close();
        return new Ticket(
                target, sqlExecId, threads, System.nanoTime() - age.toNanos(), pair.commit());
    }
}
