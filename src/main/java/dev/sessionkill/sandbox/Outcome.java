package dev.sessionkill.sandbox;

import tools.jackson.databind.node.ObjectNode;

/** What an action came to. */
sealed interface Outcome {

    /**
     * A success.
     *
     * @param response without its RequestId
     * @param executed false when it succeeded in doing nothing, as with a dead SqlExecId
     */
    record Done(ObjectNode response, boolean executed) implements Outcome {}

    /** An error; nothing was done. */
    record Refused(Refusal refusal) implements Outcome {}
}
