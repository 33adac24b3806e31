package dev.sessionkill.api;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** The path of a request as the {@code instance} of a problem. */
final class Paths {

    private Paths() {}

    /** Null for a path that a client sent and no URI can hold, or for none. */
    static @Nullable URI uri(@Nullable String path) {
        try {
            return path == null ? null : new URI(path);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
