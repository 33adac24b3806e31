package dev.sessionkill.sessions;

import dev.sessionkill.core.Caller;

/** Shows the live sessions of instances. */
public interface Sessions {

    /**
     * Shows the sessions that the caller may see and asked for. Nothing is shown that is not on
     * record.
     */
    Listing list(SessionQuery query, Caller caller) throws InterruptedException;
}
