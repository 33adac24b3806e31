package dev.sessionkill.sessions;

import dev.sessionkill.access.Wildcard;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessQuery;
import dev.sessionkill.dbbrain.ProcessQuery.Column;
import dev.sessionkill.dbbrain.ProcessRow;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the sessions in which all that is given here holds. Users, hosts and databases are compared
 * as they are written; commands and states without regard to upper and lower case.
 *
 * @param thread the session's id
 * @param user pattern of the MySQL user
 * @param host pattern of the host, with or without its port
 * @param db pattern of the database
 * @param command pattern of the command
 * @param state pattern of the state
 * @param minSeconds in this state for so many seconds or longer
 * @param sqlContains part of the statement as it is shown, without regard to case: literals that
 *     are not shown cannot be guessed with it
 */
public record SessionFilter(
        Optional<ThreadId> thread,
        Optional<Wildcard> user,
        Optional<Wildcard> host,
        Optional<DatabasePattern> db,
        Optional<Wildcard> command,
        Optional<Wildcard> state,
        Optional<Long> minSeconds,
        Optional<String> sqlContains) {

    /** Keeps every session. */
    public static final SessionFilter NONE =
            new SessionFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /** Whether everything but the statement is as it is wanted. */
    boolean fits(ProcessRow row) {
        return holds(thread, it -> it.equals(row.thread()))
                && holds(user, it -> it.matches(row.user()))
                && holds(host, it -> it.matches(row.host()) || it.matches(HostPart.of(row.host())))
                && holds(db, it -> it.matches(row.db()))
                && holds(command, it -> matches(it, row.command()))
                && holds(state, it -> matches(it, row.state()))
                && holds(minSeconds, it -> row.seconds() >= it);
    }

    /** Whether the statement is as it is wanted. */
    boolean fits(@Nullable String shown) {
        return holds(sqlContains, it -> shown != null && lowerCase(shown).contains(lowerCase(it)));
    }

    /**
     * Asks the vendor for what it can compare itself: exact values, a host only with its port. What
     * it answers may hold more than is wanted.
     */
    ProcessQuery narrowed(int limit) {
        Map<Column, String> equal = new EnumMap<>(Column.class);
        exact(user).ifPresent(it -> equal.put(Column.USER, it));
        exact(host)
                .filter(it -> !HostPart.of(it).equals(it))
                .ifPresent(it -> equal.put(Column.HOST, it));
        db.flatMap(DatabasePattern::exact).ifPresent(it -> equal.put(Column.DB, it));
        exact(command).ifPresent(it -> equal.put(Column.COMMAND, it));
        exact(state).ifPresent(it -> equal.put(Column.STATE, it));
        return new ProcessQuery(
                null, equal, minSeconds.filter(it -> it > 0).map(it -> it - 1).orElse(null), limit);
    }

    /** What was given, for the record. */
    Map<String, Object> given() {
        Map<String, Object> given = new LinkedHashMap<>();
        thread.ifPresent(it -> given.put("thread", it.value()));
        user.ifPresent(it -> given.put("user", it.pattern()));
        host.ifPresent(it -> given.put("host", it.pattern()));
        db.ifPresent(it -> given.put("db", it.text()));
        command.ifPresent(it -> given.put("command", it.pattern()));
        state.ifPresent(it -> given.put("state", it.pattern()));
        minSeconds.ifPresent(it -> given.put("minSeconds", it));
        // It may be the middle of a literal, and no SQL text stands in the record in full.
        sqlContains.ifPresent(it -> given.put("sqlContainsLength", it.length()));
        return given;
    }

    private static <T> boolean holds(Optional<T> wanted, Predicate<T> test) {
        return wanted.isEmpty() || test.test(wanted.get());
    }

    private static boolean matches(Wildcard pattern, @Nullable String actual) {
        return new Wildcard(lowerCase(pattern.pattern()))
                .matches(actual == null ? "" : lowerCase(actual));
    }

    private static Optional<String> exact(Optional<Wildcard> pattern) {
        return pattern.map(Wildcard::pattern).filter(it -> !it.contains("*"));
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
