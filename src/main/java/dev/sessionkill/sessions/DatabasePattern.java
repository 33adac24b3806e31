package dev.sessionkill.sessions;

import dev.sessionkill.access.Wildcard;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names databases with {@code *}; the empty one names what has no database.
 *
 * @param text empty, or a {@link Wildcard}
 */
public record DatabasePattern(String text) {

    public DatabasePattern {
        if (!text.isEmpty()) {
            new Wildcard(text);
        }
    }

    boolean matches(@Nullable String database) {
        String name = database == null ? "" : database;
        return text.isEmpty() ? name.isEmpty() : new Wildcard(text).matches(name);
    }

    /** The one database that it names, if it is one. */
    Optional<String> exact() {
        return text.isEmpty() || text.contains("*") ? Optional.empty() : Optional.of(text);
    }
}
