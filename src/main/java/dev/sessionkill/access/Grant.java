package dev.sessionkill.access;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.InstanceId;
import java.util.List;
import java.util.Set;

/** One grant: who may do what, where, and to whose sessions. */
record Grant(
        List<Wildcard> callers,
        Set<Action> actions,
        List<Wildcard> accounts,
        List<Wildcard> instances,
        Scope scope) {

    boolean lets(Caller caller, Action action) {
        return actions.contains(action) && callers.stream().anyMatch(it -> names(it, caller));
    }

    boolean on(AccountName account) {
        return accounts.stream().anyMatch(it -> it.matches(account.value()));
    }

    boolean on(InstanceId instance) {
        return instances.stream().anyMatch(it -> it.matches(instance.value()));
    }

    boolean onEveryAccount() {
        return accounts.stream().anyMatch(Wildcard::matchesEverything);
    }

    private static boolean names(Wildcard name, Caller caller) {
        return name.matches(caller.name()) || caller.groups().stream().anyMatch(name::matches);
    }
}
