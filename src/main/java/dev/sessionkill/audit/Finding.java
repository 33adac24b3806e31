package dev.sessionkill.audit;

/**
 * The first thing that is wrong with a record.
 *
 * @param fault what it is
 * @param seq the number of the first event that is not as it was, or should be there
 */
public record Finding(Fault fault, long seq) {}
