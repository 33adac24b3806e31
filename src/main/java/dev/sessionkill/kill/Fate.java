package dev.sessionkill.kill;

import dev.sessionkill.core.ThreadId;
import java.util.Set;

/** What is known of a Commit that was sent. */
sealed interface Fate {

    /** The sessions that the vendor says it has killed. */
    default Set<ThreadId> told() {
        return switch (this) {
            case Executed(Set<ThreadId> listed) -> listed;
            case Unknown() -> Set.of();
        };
    }

    /**
     * It was executed.
     *
     * @param listed the sessions whose kill the vendor calls completed
     */
    record Executed(Set<ThreadId> listed) implements Fate {}

    /** Nothing. */
    record Unknown() implements Fate {}
}
