package dev.sessionkill.dbbrain;

import dev.sessionkill.core.ThreadId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What to ask of the process list.
 *
 * @param thread only this session, or null for all
 * @param equal only sessions whose column, named as the vendor names its filters, has this value
 * @param longerThan only sessions that have been in their state for more seconds, or null for all
 * @param limit the most rows to answer; the vendor may cut lower
 */
public record ProcessQuery(
        @Nullable ThreadId thread,
        Map<Column, String> equal,
        @Nullable Long longerThan,
        int limit) {

    /** The columns that the vendor filters by (dbbrain.md, "DescribeMySqlProcessList"). */
    public enum Column {
        USER("User"),
        HOST("Host"),
        DB("DB"),
        STATE("State"),
        COMMAND("Command");

        private final String wireName;

        Column(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    public ProcessQuery {
        equal = Map.copyOf(equal);
    }

    /** Asks for one session by its id. */
    public static ProcessQuery byId(ThreadId thread) {
        return new ProcessQuery(thread, Map.of(), null, 20);
    }

    /** Asks for everything, up to that many rows. */
    public static ProcessQuery all(int limit) {
        return new ProcessQuery(null, Map.of(), null, limit);
    }

    /** The filters by column, always in the same order. */
    Map<Column, String> filters() {
        return new TreeMap<>(equal);
    }
}
