package dev.sessionkill.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the grants and denials say to an action on an instance. */
public sealed interface Decision {

    /**
     * It may be done, to the sessions that one of these scopes covers and no denial does.
     *
     * @param scopes of each grant that matched; at least one
     * @param denied of each denial that matched
     */
    record Allowed(List<Scope> scopes, List<DeniedSessions> denied) implements Decision {

        public Allowed {
            if (scopes.isEmpty()) {
                throw new IllegalArgumentException("what no grant covers is denied");
            }
            scopes = List.copyOf(scopes);
            denied = List.copyOf(denied);
        }

        /** Where nothing is denied. */
        public Allowed(List<Scope> scopes) {
            this(scopes, List.of());
        }

        /** The most sessions that any of the grants lets one kill name. */
        public int maxSessions() {
            return scopes.stream().mapToInt(Scope::maxSessions).max().orElseThrow();
        }

        /** How the caller stands in the queue: the best of what these grants give. */
        public Standing standing() {
            return Standing.best(scopes.stream().map(Scope::standing).toList());
        }

        /**
         * Narrowed to the grants that let one kill name so many sessions. Ask {@link #mayTouch} of
         * the result: a grant for one session of anybody does not widen one for a hundred of some.
         */
        public Decision forSessions(int count) {
            List<Scope> enough = scopes.stream().filter(it -> count <= it.maxSessions()).toList();
            return enough.isEmpty()
                    ? new Denied(
                            "At most %d sessions may be named at once.".formatted(maxSessions()))
                    : new Allowed(enough, denied);
        }

        /**
         * Whether one grant covers both the session's user and its database, and no denial does. A
         * session without a database is matched as the empty name: {@code *} is, none else.
         *
         * @param database null when the session uses none
         */
        public boolean mayTouch(String user, @Nullable String database) {
            String name = database == null ? "" : database;
            return scopes.stream().anyMatch(it -> it.covers(user, name))
                    && denied.stream().noneMatch(it -> it.cover(user, name));
        }
    }

    /**
     * It may not be done.
     *
     * @param reason one sentence, fit for the caller and for the record
     */
    record Denied(String reason) implements Decision {}
}
