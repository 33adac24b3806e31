package dev.sessionkill.kill;

/** What became of one session. */
public enum SessionOutcome {
    /** Committed, and then seen to be gone. */
    KILLED,
    /** Seen as {@code Command=Killed}: MySQL accepted it and rolls back. */
    KILLING,
    /** Gone before anything was committed. */
    ALREADY_GONE,
    /** A rule protects it from everybody. */
    PROTECTED,
    /** Belongs to a user or database that no grant of the caller covers. */
    NOT_PERMITTED,
    /** Another session or statement has its id now. */
    CHANGED,
    /** Seen still running; nothing more will kill it. */
    NOT_KILLED,
    /** It could not be found out. */
    UNKNOWN;

    /** Whether the session is gone or going. */
    boolean isGood() {
        return switch (this) {
            case KILLED, KILLING, ALREADY_GONE -> true;
            case PROTECTED, NOT_PERMITTED, CHANGED, NOT_KILLED, UNKNOWN -> false;
        };
    }
}
