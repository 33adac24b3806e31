package dev.sessionkill.fuzz;

/** What must hold, whatever is sent. */
enum Rule {
    /** Every request is answered. */
    NO_ANSWER,
    /** Nothing that is sent makes the gateway fail. */
    SERVER_ERROR,
    /** What the API document rules out is refused. */
    ACCEPTED,
    /** Who shows no good token gets nothing but 401 and how to do better. */
    LET_IN,
    /** What is not done is answered with a problem of the one shape. */
    NO_PROBLEM,
    /** A problem's code is one of those described, and its status the code's. */
    CODE,
    /** The operation is described with that status. */
    UNDOCUMENTED,
    /** The body is as it is described. */
    NOT_AS_DESCRIBED,
    /** Raw input is not repeated. */
    ECHOED,
    /** Nothing of the inside is shown. */
    LEAKED,
    /** Of what was refused nothing was sent to the vendor. */
    SENT,
    /** The record is sound and whole. */
    UNSOUND
}
