package dev.sessionkill.api;

import dev.sessionkill.core.Caller;
import dev.sessionkill.sessions.Listing;
import dev.sessionkill.sessions.SessionQuery;
import dev.sessionkill.sessions.Sessions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Sessions that are what a test says, and remember what they were asked. */
final class FakeSessions implements Sessions {

    static final Listing NOBODY =
            new Listing.Listed(Instant.parse("2026-11-22T09:00:00Z"), true, List.of());

    private final List<SessionQuery> queries = new ArrayList<>();
    private final List<Caller> callers = new ArrayList<>();
    private Listing listing = NOBODY;

    /** Forgets everything; there are no sessions. */
    void reset() {
        queries.clear();
        callers.clear();
        listing = NOBODY;
    }

    void answer(Listing answer) {
        listing = answer;
    }

    List<SessionQuery> queries() {
        return queries;
    }

    List<Caller> callers() {
        return callers;
    }

    @Override
    public Listing list(SessionQuery query, Caller caller) {
        queries.add(query);
        callers.add(caller);
        return listing;
    }
}
