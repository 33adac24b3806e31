package dev.sessionkill.sessions;

import dev.sessionkill.access.Wildcard;
import dev.sessionkill.core.ThreadId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes filters, one condition at a time. */
final class TestFilters {

    private @Nullable Long thread;
    private @Nullable String user;
    private @Nullable String host;
    private @Nullable String db;
    private @Nullable String command;
    private @Nullable String state;
    private @Nullable Long minSeconds;
    private @Nullable String sqlContains;

    /** By the name of a query parameter. */
    TestFilters with(String name, String value) {
        switch (name) {
            case "thread" -> thread = Long.valueOf(value);
            case "user" -> user = value;
            case "host" -> host = value;
            case "db" -> db = value;
            case "command" -> command = value;
            case "state" -> state = value;
            case "minSeconds" -> minSeconds = Long.valueOf(value);
            case "sqlContains" -> sqlContains = value;
            default -> throw new IllegalArgumentException(name);
        }
        return this;
    }

    TestFilters thread(long id) {
        thread = id;
        return this;
    }

    TestFilters user(String pattern) {
        user = pattern;
        return this;
    }

    SessionFilter filter() {
        return new SessionFilter(
                Optional.ofNullable(thread).map(ThreadId::new),
                Optional.ofNullable(user).map(Wildcard::new),
                Optional.ofNullable(host).map(Wildcard::new),
                Optional.ofNullable(db).map(DatabasePattern::new),
                Optional.ofNullable(command).map(Wildcard::new),
                Optional.ofNullable(state).map(Wildcard::new),
                Optional.ofNullable(minSeconds),
                Optional.ofNullable(sqlContains));
    }
}
