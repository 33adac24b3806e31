package dev.sessionkill.sessions;

import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessRow;
import org.jspecify.annotations.Nullable;

/** Rows of a process list: an ordinary one, and what it becomes with one change. */
record TestRows(ProcessRow row) {

    static final TestRows ORDINARY = of(1, "app", 60);

    static TestRows of(long thread, String user, long seconds) {
        return new TestRows(
                new ProcessRow(
                        new ThreadId(thread),
                        user,
                        "10.1.2.3:52344",
                        "shop",
                        "Query",
                        "Sending data",
                        seconds,
                        "select * from t where a = 'secret'"));
    }

    TestRows user(String user) {
        return changed(user, row.host(), row.db(), row.command(), row.state(), row.sql());
    }

    TestRows host(String host) {
        return changed(row.user(), host, row.db(), row.command(), row.state(), row.sql());
    }

    TestRows db(@Nullable String db) {
        return changed(row.user(), row.host(), db, row.command(), row.state(), row.sql());
    }

    TestRows command(String command) {
        return changed(row.user(), row.host(), row.db(), command, row.state(), row.sql());
    }

    TestRows state(@Nullable String state) {
        return changed(row.user(), row.host(), row.db(), row.command(), state, row.sql());
    }

    TestRows sql(@Nullable String sql) {
        return changed(row.user(), row.host(), row.db(), row.command(), row.state(), sql);
    }

    private TestRows changed(
            String user,
            String host,
            @Nullable String db,
            String command,
            @Nullable String state,
            @Nullable String sql) {
        return new TestRows(
                new ProcessRow(row.thread(), user, host, db, command, state, row.seconds(), sql));
    }
}
