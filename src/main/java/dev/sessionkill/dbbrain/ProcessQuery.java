package dev.sessionkill.dbbrain;

import dev.sessionkill.core.ThreadId;
import org.jspecify.annotations.Nullable;

/**
 * What to ask of the process list.
 *
 * @param thread only this session, or null for all
 * @param limit the most rows to answer; the vendor may cut lower
 */
public record ProcessQuery(@Nullable ThreadId thread, int limit) {

    /** Asks for one session by its id. */
    public static ProcessQuery byId(ThreadId thread) {
        return new ProcessQuery(thread, 20);
    }

    /** Asks for everything, up to that many rows. */
    public static ProcessQuery all(int limit) {
        return new ProcessQuery(null, limit);
    }
}
