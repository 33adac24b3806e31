package dev.sessionkill.crash;

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

    /** What EPOCH takes out of the statement that checks and moves. */
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

    String owner() {
        return owner;
    }

    String method() {
        return method;
    }
}
