package dev.sessionkill.throttle;

/**
 * Leave for a Prepare, and the claim of its Commit.
 *
 * @param prepare to be closed after the Prepare
 * @param commit to be closed when the Commit was sent or will not be
 */
public record PairPermit(Permit prepare, CommitClaim commit) {}
