package dev.sessionkill.dbbrain;

import dev.sessionkill.sandbox.Fault;

/**
 * One way in which a Commit goes wrong, and what dbbrain.md says about its fate.
 *
 * @param name for reports
 * @param fault what the sandbox does
 * @param meaning the kind of reply that it must come to
 */
record Mishap(String name, Fault fault, Meaning meaning) {

    /** Whether it ends only with the patience of the caller. */
    boolean lasting() {
        return fault instanceof Fault.Hang || fault instanceof Fault.Drip;
    }

    @Override
    public String toString() {
        return name + (fault.executes() ? ", executed" : ", not executed");
    }
}
