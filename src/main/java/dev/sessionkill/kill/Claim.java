package dev.sessionkill.kill;

/**
 * Whose turn a kill would take.
 *
 * @param caller who asks for it
 * @param weight how many turns that caller has where others have one
 * @param urgent whether it would go before what is not
 */
record Claim(String caller, int weight, boolean urgent) {}
