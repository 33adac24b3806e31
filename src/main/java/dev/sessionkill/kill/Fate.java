package dev.sessionkill.kill;

import dev.sessionkill.core.ThreadId;
import java.util.Set;

/** What is known of a Commit that was sent. */
sealed interface Fate {

    /**
     * It was executed.
     *
     * @param listed the sessions whose kill the vendor calls completed
     */
    record Executed(Set<ThreadId> listed) implements Fate {}

    /** Nothing. */
    record Unknown() implements Fate {}
}
