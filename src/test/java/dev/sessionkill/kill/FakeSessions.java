package dev.sessionkill.kill;

import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sessions in memory that run, end, roll back and come back as a test tells them. */
final class FakeSessions {

    private final Map<ThreadId, ProcessRow> live = new TreeMap<>();

    /** Sessions whose ids lists show twice. */
    final Set<Long> shownTwice = new HashSet<>();

    /** Sessions whose clients come back at once, with an id that is 1000 higher. */
    final Set<Long> respawning = new HashSet<>();

    /** Sessions that roll back when they are killed, until {@link #ends}. */
    final Set<Long> rollingBack = new HashSet<>();

    void runs(long thread, String user, String db) {
        runs(thread, user, "10.0.0.1:1", db, "Query");
    }

    void runs(long thread, String user, String host, String db, String command) {
        ThreadId id = new ThreadId(thread);
        add(new ProcessRow(id, user, host, db, command, null, 60, "select 1"));
    }

    private synchronized void add(ProcessRow row) {
        live.put(row.thread(), row);
    }

    synchronized void ends(long thread) {
        live.remove(new ThreadId(thread));
    }

    synchronized ProcessRow row(ThreadId thread) {
        return Objects.requireNonNull(live.get(thread));
    }

    synchronized void kill(ThreadId id) {
        ProcessRow row = live.remove(id);
        if (row == null) {
            return;
        }
        if (rollingBack.contains(id.value())) {
            runs(id.value(), row.user(), row.host(), "shop", "Killed");
        }
        if (respawning.contains(id.value())) {
            ThreadId next = new ThreadId(id.value() + 1000);
            add(
                    new ProcessRow(
                            next, row.user(), "10.0.0.1:2", "shop", "Query", null, 0, row.sql()));
        }
    }

    /** As a process list shows them: all, or those of one id. */
    synchronized List<ProcessRow> rows(@Nullable ThreadId only) {
        List<ProcessRow> rows = new ArrayList<>(live.values());
        live.values().stream()
                .filter(it -> shownTwice.contains(it.thread().value()))
                .map(
                        it ->
                                new ProcessRow(
                                        it.thread(),
                                        it.user(),
                                        "10.9.9.9:9",
                                        it.db(),
                                        it.command(),
                                        null,
                                        1,
                                        null))
                .forEach(rows::add);
        rows.removeIf(it -> only != null && !it.thread().equals(only));
        return rows;
    }
}
