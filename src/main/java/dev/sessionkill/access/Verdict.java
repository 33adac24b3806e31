package dev.sessionkill.access;

import dev.sessionkill.core.Caller;

/** What came of checking a token. */
sealed interface Verdict {

    /** The token is good and names this caller. */
    record Accepted(Caller caller) implements Verdict {}

    /** The token is not believed. */
    record Refused(Refusal refusal) implements Verdict {}

    /** Nobody can tell, because the issuer's keys cannot be had. */
    record Unverifiable() implements Verdict {}
}
