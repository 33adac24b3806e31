package dev.sessionkill.kill;

import dev.sessionkill.core.KillId;

/** The kill is somebody else's by now, or it was cancelled: whoever gets this stops at once. */
final class TakenOverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TakenOverException(KillId id, Object states) {
        super("kill " + id + " is none of " + states + " in our epoch any more");
    }
}
