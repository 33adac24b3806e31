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
import java.util.concurrent.atomic.AtomicInteger;

/** Lets the usual caller kill the sessions of {@code app}, until that is taken away. */
final class AppsOnly implements Grants {

    volatile boolean takenAway;

    /** How many of the next questions meet a fault. */
    final AtomicInteger faults = new AtomicInteger();

    volatile Standing standing = Standing.USUAL;

    @Override
    public Decision decide(Caller caller, Action action, AccountName account, InstanceId instance) {
        if (faults.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
            throw new IllegalStateException("broken for the test");
        }
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
