package dev.sessionkill.kill;

import dev.sessionkill.core.KillId;
import java.util.Set;

/**
 * Kills are somebody else's by now, or were cancelled: nothing was written, and what was about to
 * be sent is not.
 */
final class TakenOverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Set<KillId> kills;

    TakenOverException(Set<KillId> kills) {
        super("in our epoch these kills cannot go on: " + kills);
        this.kills = Set.copyOf(kills);
    }

    Set<KillId> kills() {
        return kills;
    }
}
