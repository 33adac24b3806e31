package dev.sessionkill.kill;

import dev.sessionkill.access.Action;
import dev.sessionkill.access.Decision;
import dev.sessionkill.access.Grants;
import dev.sessionkill.access.Scope;
import dev.sessionkill.access.Standing;
import dev.sessionkill.access.Wildcard;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.InstanceId;
import java.util.List;

/** Lets the usual caller kill the sessions of {@code app}, until that is taken away. */
final class AppsOnly implements Grants {

    volatile boolean takenAway;
    volatile Standing standing = Standing.USUAL;

    @Override
    public Decision decide(Caller caller, Action action, AccountName account, InstanceId instance) {
        return caller.name().equals(SampleOrders.CALLER.name()) && !takenAway
                ? new Decision.Allowed(
                        List.of(
                                new Scope(
                                        List.of(new Wildcard("app")),
                                        List.of(new Wildcard("*")),
                                        100,
                                        standing)))
                : new Decision.Denied("No grant.");
    }

    @Override
    public boolean mayUse(Caller caller, AccountName account) {
        return caller.name().equals(SampleOrders.CALLER.name()) && !takenAway;
    }

    @Override
    public boolean auditor(Caller caller, AccountName account) {
        return auditor(caller);
    }

    @Override
    public boolean auditor(Caller caller) {
        return caller.is("group:auditors");
    }
}
