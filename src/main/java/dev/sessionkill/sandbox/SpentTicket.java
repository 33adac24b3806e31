package dev.sessionkill.sandbox;

/** How a Commit with an old or used SqlExecId is answered; the vendor documents neither. */
public enum SpentTicket {
    /** {@code InvalidParameterValue}. */
    ERROR,
    /** A success that lists no threads. */
    EMPTY
}
