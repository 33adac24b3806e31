package dev.sessionkill.access;

import dev.sessionkill.core.Caller;

/** One denial: who may not do what, where, and to whose sessions, whatever is granted. */
record Denial(Rule rule, DeniedSessions sessions) {

    /**
     * Whether it keeps the record of its accounts from the caller. The record is divided neither by
     * instance nor by session, so a denial for some of them says nothing about it: otherwise
     * protecting one instance from everybody would blind every auditor.
     */
    boolean closesTheRecordTo(Caller caller) {
        return leavesNothingOf(Action.AUDIT, caller);
    }

    /** Whether the caller may not do this to any session of its accounts. */
    boolean leavesNothingOf(Action action, Caller caller) {
        return rule.appliesTo(caller, action) && rule.onEveryInstance() && sessions.areAll();
    }
}
