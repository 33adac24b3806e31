package dev.sessionkill.access;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.InstanceId;

/**
 * What callers may do. Nothing granted means nothing allowed, and what is denied is not allowed
 * whatever is granted.
 */
public interface Grants {

    /** Whether the caller may do this on the instance, and to which sessions. */
    Decision decide(Caller caller, Action action, AccountName account, InstanceId instance);

    /** Whether the caller may do anything at all through this account. */
    boolean mayUse(Caller caller, AccountName account);

    /**
     * Whether the caller may read what was done through this account. The record is not divided by
     * instance, so a grant's instances do not narrow its AUDIT, and a denial for some instances or
     * some sessions leaves AUDIT alone.
     */
    boolean auditor(Caller caller, AccountName account);

    /**
     * Whether the caller may read the whole record: AUDIT is granted on the accounts {@code *} and
     * denied on none.
     */
    boolean auditor(Caller caller);
}
