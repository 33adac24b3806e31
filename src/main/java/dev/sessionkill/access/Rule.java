package dev.sessionkill.access;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.InstanceId;
import java.util.List;
import java.util.Set;

/** What a grant and a denial have in common: to whom it applies, to which actions, and where. */
record Rule(
        List<Wildcard> callers,
        Set<Action> actions,
        List<Wildcard> accounts,
        List<Wildcard> instances) {

    boolean appliesTo(Caller caller, Action action) {
        return actions.contains(action) && callers.stream().anyMatch(it -> names(it, caller));
    }

    boolean on(AccountName account) {
        return Wildcard.anyMatches(accounts, account.value());
    }

    boolean on(InstanceId instance) {
        return Wildcard.anyMatches(instances, instance.value());
    }

    boolean onEveryAccount() {
        return Wildcard.anyMatchesEverything(accounts);
    }

    boolean onEveryInstance() {
        return Wildcard.anyMatchesEverything(instances);
    }

    private static boolean names(Wildcard name, Caller caller) {
        return name.matches(caller.name()) || caller.groups().stream().anyMatch(name::matches);
    }
}
