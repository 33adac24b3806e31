package dev.sessionkill.kill;

import dev.sessionkill.access.Decision;
import dev.sessionkill.access.Scope;
import dev.sessionkill.core.Deadline;
import java.util.List;
import org.springframework.stereotype.Component;

/** Goes on with a kill that was taken over, from where it was left. */
@Component
class Resumption {

    /** Somebody whose grants were taken away meanwhile may kill nobody's sessions. */
    private static final Decision.Allowed NOBODY =
            new Decision.Allowed(List.of(new Scope(List.of(), List.of(), 1)));

    private final Members members;
    private final KillRunner runner;
    private final Admission admission;
    private final KillMeters meters;

    Resumption(Members members, KillRunner runner, Admission admission, KillMeters meters) {
        this.members = members;
        this.runner = runner;
        this.admission = admission;
        this.meters = meters;
    }

    void goOn(KillLeases.TakenOver taken, Lease lease) {
        Decision.Allowed allowed =
                switch (admission.again(taken.kill(), taken.requester())) {
                    case Decision.Allowed it -> it;
                    case Decision.Denied _ -> NOBODY;
                };
        Member member = members.of(taken.kill(), lease, allowed, Deadline.in(taken.left()));
        meters.of(taken.kill().target().account()).takenOver();
        runner.running().enter(taken.requester());
        switch (taken.kill().progress().state()) {
            case QUEUED, PREPARING -> runner.start(member, taken.requester());
            case COMMITTING, VERIFYING ->
                    runner.resolve(member, taken.requester(), taken.sinceMove());
            case FINISHED, CANCELLED, EXPIRED ->
                    throw new IllegalStateException("a kill that has ended is not taken over");
        }
    }
}
