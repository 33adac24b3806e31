package dev.sessionkill.kill;

import dev.sessionkill.access.Action;
import dev.sessionkill.access.Decision;
import dev.sessionkill.access.Grants;
import dev.sessionkill.audit.Denials;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.Target;
import dev.sessionkill.dbbrain.Accounts;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Asks whether an order may be carried out. An order that is turned away is recorded. */
@Component
class Admission {

    private final Grants grants;
    private final Accounts accounts;
    private final Denials denials;

    Admission(Grants grants, Accounts accounts, Denials denials) {
        this.grants = grants;
        this.accounts = accounts;
        this.denials = denials;
    }

    /** What came of it. */
    sealed interface Answer {

        /**
         * It may.
         *
         * @param target where the sessions live
         * @param allowed whose sessions may be killed there
         */
        record Admitted(Target target, Decision.Allowed allowed) implements Answer {}

        /** It may not. */
        record TurnedAway(Submission.Rejected why) implements Answer {}
    }

    /** Through which an order can be carried out here. */
    Set<AccountName> accounts() {
        return accounts.names();
    }

    Answer ask(KillOrder order, Caller caller) {
        return switch (decide(order, caller)) {
            case Decision.Denied(String why) -> {
                denials.record(KillEvents.denied(order, caller, why));
                yield new Answer.TurnedAway(new Submission.NotPermitted(why));
            }
            case Decision.Allowed allowed -> permitted(order, allowed);
        };
    }

    /** Asks anew for a kill that was admitted before: grants may have been taken away since. */
    Decision again(Kill kill, Caller requester) {
        Target target = kill.target();
        return decide(requester, target.account(), target.instance(), kill.sessions().size());
    }

    private Decision decide(KillOrder order, Caller caller) {
        return switch (decide(caller, order.account(), order.instance(), order.sessions().size())) {
            case Decision.Denied denied -> denied;
            case Decision.Allowed allowed ->
                    order.urgent() && !allowed.standing().mayBeUrgent()
                            ? new Decision.Denied(
                                    "No grant lets %s be urgent on instance %s of account %s."
                                            .formatted(caller, order.instance(), order.account()))
                            : allowed;
        };
    }

    private Decision decide(Caller caller, AccountName account, InstanceId instance, int sessions) {
        return switch (grants.decide(caller, Action.KILL, account, instance)) {
            case Decision.Denied denied -> denied;
            case Decision.Allowed allowed -> allowed.forSessions(sessions);
        };
    }

    private Answer permitted(KillOrder order, Decision.Allowed allowed) {
        return switch (accounts.find(order.account(), order.region())) {
            case Accounts.Lookup.NoSuchAccount _ ->
                    new Answer.TurnedAway(new Submission.NoSuchAccount());
            case Accounts.Lookup.NoSuchRegion(var regions) ->
                    new Answer.TurnedAway(new Submission.NoSuchRegion(regions));
            case Accounts.Lookup.NoCredentials _ ->
                    new Answer.TurnedAway(new Submission.NoCredentials());
            case Accounts.Lookup.Found(var region) ->
                    new Answer.Admitted(
                            new Target(order.account(), region, order.product(), order.instance()),
                            allowed);
        };
    }
}
