package dev.sessionkill.kill;

/** Where a kill stands. The transitions that exist are those of {@link #mayBecome}. */
public enum KillState {
    /** Accepted and recorded; waits for its turn. */
    QUEUED,
    /** A Prepare is on its way, or another one will be. */
    PREPARING,
    /** A Commit is recorded and may have been sent. */
    COMMITTING,
    /** The Commit was answered or its fate is unknown; the sessions are being looked at. */
    VERIFYING,
    /** Every session has its outcome. */
    FINISHED,
    /** Ended by its requester before anything was committed. */
    CANCELLED,
    /** Its deadline passed before anything was committed. */
    EXPIRED;

    /** Whether nothing follows. */
    public boolean isFinal() {
        return switch (this) {
            case FINISHED, CANCELLED, EXPIRED -> true;
            case QUEUED, PREPARING, COMMITTING, VERIFYING -> false;
        };
    }

    /**
     * Whether a kill in this state may go over to that one. From COMMITTING it goes back only when
     * the Commit was certainly not executed.
     */
    boolean mayBecome(KillState next) {
        return switch (this) {
            case QUEUED ->
                    switch (next) {
                        case PREPARING, FINISHED, CANCELLED, EXPIRED -> true;
                        case QUEUED, COMMITTING, VERIFYING -> false;
                    };
            case PREPARING ->
                    switch (next) {
                        case PREPARING, COMMITTING, FINISHED, EXPIRED -> true;
                        case QUEUED, VERIFYING, CANCELLED -> false;
                    };
            case COMMITTING ->
                    switch (next) {
                        case PREPARING, COMMITTING, VERIFYING, FINISHED, EXPIRED -> true;
                        case QUEUED, CANCELLED -> false;
                    };
            case VERIFYING -> next == FINISHED;
            case FINISHED, CANCELLED, EXPIRED -> false;
        };
    }
}
