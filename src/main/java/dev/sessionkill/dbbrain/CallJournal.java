package dev.sessionkill.dbbrain;

import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Told about every sending before and after it happens. When {@link #sending} throws, nothing is
 * sent: no record, no kill.
 */
public interface CallJournal {

    /**
     * A permit was granted; the call leaves as soon as this returns.
     *
     * @param sqlExecId what a Commit is about to name; null for the others
     */
    void sending(Stage stage, int attempt, @Nullable String sqlExecId);

    /**
     * Asked in the last moment before the first byte: whether what was recorded still holds. A
     * process that was stopped in between may have lost its right to send.
     */
    default boolean mayLeave() {
        return true;
    }

    /** The call came back, one way or another. */
    void answered(CallRecord call, Reply<?> reply);

    /** For calls that change nothing and are not recorded one by one. */
    CallJournal NONE =
            new CallJournal() {
                @Override
                public void sending(Stage stage, int attempt, @Nullable String sqlExecId) {}

                @Override
                public void answered(CallRecord call, Reply<?> reply) {}
            };
}
