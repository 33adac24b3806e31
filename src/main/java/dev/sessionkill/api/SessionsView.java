package dev.sessionkill.api;

import dev.sessionkill.sessions.ListedSession;
import dev.sessionkill.sessions.Listing;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Live sessions as callers see them. */
@Schema(name = "Sessions", description = "Live sessions, the longest in their state first.")
record SessionsView(
        @Schema(description = "When this was so.") Instant observedAt,
        @Schema(
                        description =
                                "Whether no other session fits. False when limit or the vendor cut"
                                        + " the list, or may have.")
                boolean complete,
        List<Session> sessions) {

    /** One session; each can be sent to {@code POST /sessions/kill} as it is. */
    @Schema(
            name = "Session",
            description = "A session; POST /sessions/kill takes it back as it is.")
    record Session(
            long thread,
            String user,
            @Schema(description = "With its port.", example = "10.1.2.3:52344") String host,
            @Nullable String db,
            String command,
            @Nullable String state,
            @Schema(description = "How long it has been in its state.") long seconds,
            @Schema(description = "Its statement, as far as this gateway shows it.")
                    @Nullable String sql,
            @Schema(description = "The rule that lets nobody kill it; null without one.")
                    @Nullable String protectedBy,
            @Schema(description = "When this was so.") Instant observedAt) {

        private static Session of(ListedSession it, Instant observedAt) {
            return new Session(
                    it.thread().value(),
                    it.user(),
                    it.host(),
                    it.db(),
                    it.command(),
                    it.state(),
                    it.seconds(),
                    it.sql(),
                    it.protectedBy(),
                    observedAt);
        }
    }

    static SessionsView of(Listing.Listed listed) {
        Instant observedAt = listed.observedAt();
        return new SessionsView(
                observedAt,
                listed.complete(),
                listed.sessions().stream().map(it -> Session.of(it, observedAt)).toList());
    }
}
