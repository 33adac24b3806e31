package dev.sessionkill.kill;

import dev.sessionkill.access.Decision;
import dev.sessionkill.access.Scope;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.KillId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Goes on with a kill that was taken over, from where it was left. */
@Component
class Resumption {

    /** Somebody whose grants were taken away meanwhile may kill nobody's sessions. */
    private static final Decision.Allowed NOBODY =
            new Decision.Allowed(List.of(new Scope(List.of(), List.of(), 1)));

    private final KillRuns runs;
    private final KillRunner runner;
    private final Leases leases;
    private final Admission admission;

    Resumption(KillRuns runs, KillRunner runner, Leases leases, Admission admission) {
        this.runs = runs;
        this.runner = runner;
        this.leases = leases;
        this.admission = admission;
    }

    void goOn(KillLeases.TakenOver taken, Lease lease) {
        KillId id = taken.kill().id();
        Decision.Allowed allowed =
                switch (admission.again(taken.kill(), taken.requester())) {
                    case Decision.Allowed it -> it;
                    case Decision.Denied _ -> NOBODY;
                };
        KillRun run = runs.of(taken.kill(), lease, allowed, Deadline.in(taken.left()));
        boolean started = false;
        runner.running().enter(taken.requester());
        runner.running().started(id);
        try {
            runner.start(id, taken.requester(), rest(run, taken));
            started = true;
        } finally {
            if (!started) {
                leases.drop(id);
                runner.running().leave(taken.requester());
                runner.running().ended(id);
            }
        }
    }

    private static Supplier<Optional<Ending>> rest(KillRun run, KillLeases.TakenOver taken) {
        return switch (taken.kill().progress().state()) {
            case QUEUED, PREPARING -> run::run;
            case COMMITTING, VERIFYING -> () -> run.resolve(taken.sinceMove());
            case FINISHED, CANCELLED, EXPIRED ->
                    throw new IllegalStateException("a kill that has ended is not taken over");
        };
    }
}
