package dev.sessionkill.crash;

import java.util.Set;

/** A guard of the gateway that is taken out, to see that the check notices. */
enum RemovedGuard {
    /** Nothing is taken out. */
    NONE("", ""),
    /** Writes ask for the state of a kill, not for whose it is. */
    EPOCH("kill.KillTable", "move"),
    /** That a Commit is about to leave is not written. */
    SENDING("kill.KillStore", "advanceAll"),
    /** A Commit that may have been sent is done again after a crash. */
    ONCE("kill.Dispatchers", "resolve");

    /** Where EPOCH is asked first: of what a kill looked like when its row was taken. */
    static final String STAND = "dev.sessionkill.kill.KillTable$Stand";

    static final String LETS = "lets";

    /** What EPOCH takes out of the statement that moves. */
    static final String CHECK = "epoch = :epoch";

    /** What it is replaced by: the same parameter, without effect. */
    static final String NO_CHECK = "(epoch = :epoch or 1 = 1)";

    /** What ONCE does instead. */
    static final String FROM_THE_START = "add";

    private final String owner;
    private final String method;

    RemovedGuard(String owner, String method) {
        this.owner = "dev.sessionkill." + owner;
        this.method = method;
    }

    /** The classes in which something of it stands. */
    Set<String> classes() {
        return switch (this) {
            case NONE -> Set.of();
            case EPOCH -> Set.of(owner, STAND);
            case SENDING, ONCE -> Set.of(owner);
        };
    }

    /** Whether something of it stands in that method. */
    boolean isAt(String type, String name) {
        return (type.equals(owner) && name.equals(method))
                || (this == EPOCH && type.equals(STAND) && name.equals(LETS));
    }
}
