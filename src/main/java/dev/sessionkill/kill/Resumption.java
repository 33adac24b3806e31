package dev.sessionkill.kill;

import dev.sessionkill.access.Decision;
import dev.sessionkill.access.Scope;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Deadline;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Goes on with a kill that was taken over, from where it was left. One whose deadline has passed
 * before anything was committed expires, and one of an account that is not configured any more ends
 * as unknown if it may have been committed: for neither is the vendor asked.
 */
@Component
class Resumption {

    private static final Logger log = LoggerFactory.getLogger(Resumption.class);

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

    /** Of whose kills more can be done here than to record their ends. */
    Set<AccountName> accounts() {
        return admission.accounts();
    }

    void goOn(KillLeases.TakenOver taken, Lease lease) {
        Decision.Allowed allowed =
                switch (admission.again(taken.kill(), taken.requester())) {
                    case Decision.Allowed it -> it;
                    case Decision.Denied _ -> NOBODY;
                };
        Member member = members.of(taken.kill(), lease, allowed, Deadline.in(taken.left()));
        meters.of(taken.kill().target().account()).takenOver();
        switch (taken.kill().progress().state()) {
            case QUEUED, PREPARING -> begin(member, taken);
            case COMMITTING, VERIFYING -> resolve(member, taken);
            case FINISHED, CANCELLED, EXPIRED ->
                    throw new IllegalStateException("a kill that has ended is not taken over");
        }
    }

    private void begin(Member member, KillLeases.TakenOver taken) {
        runner.running().enter(taken.requester());
        if (member.rules().deadline().passed()) {
            runner.end(member, taken.requester(), Ending.expired(member.roster()));
        } else {
            runner.start(member, taken.requester());
        }
    }

    private void resolve(Member member, KillLeases.TakenOver taken) {
        runner.running().enter(taken.requester());
        AccountName account = member.target().account();
        if (accounts().contains(account)) {
            runner.resolve(member, taken.requester(), taken.sinceMove());
        } else {
            log.warn(
                    "What the Commit of kill {} did cannot be found out, because account {} is not"
                            + " configured any more: it ends as UNKNOWN. Look at its sessions.",
                    member.id(),
                    account);
            runner.end(member, taken.requester(), Ending.unknown(member.roster()));
        }
    }
}
