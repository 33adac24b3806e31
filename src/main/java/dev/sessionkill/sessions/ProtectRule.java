package dev.sessionkill.sessions;

import dev.sessionkill.access.Wildcard;
import dev.sessionkill.dbbrain.ProcessRow;
import java.util.Locale;
import java.util.Optional;

/**
 * Sessions that nobody may kill through the gateway: those in which all that is given here holds.
 * Users, hosts and databases are compared as they are written; commands and states without regard
 * to upper and lower case, since servers spell them differently.
 *
 * @param name what an answer calls the rule
 * @param user pattern of the MySQL user
 * @param host pattern of the host, with or without its port
 * @param db pattern of the database; a session without one has the empty name
 * @param command pattern of the command
 * @param state pattern of the state
 */
public record ProtectRule(
        String name,
        Optional<Wildcard> user,
        Optional<Wildcard> host,
        Optional<Wildcard> db,
        Optional<Wildcard> command,
        Optional<Wildcard> state) {

    public ProtectRule {
        command = command.map(ProtectRule::lowerCase);
        state = state.map(ProtectRule::lowerCase);
        if (user.isEmpty()
                && host.isEmpty()
                && db.isEmpty()
                && command.isEmpty()
                && state.isEmpty()) {
            throw new IllegalArgumentException("a rule that asks for nothing protects everything");
        }
    }

    static ProtectRule user(String name, String pattern) {
        return new ProtectRule(
                name,
                Optional.of(new Wildcard(pattern)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static ProtectRule command(String name, String pattern) {
        return new ProtectRule(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Wildcard(pattern)),
                Optional.empty());
    }

    static ProtectRule state(String name, String pattern) {
        return new ProtectRule(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Wildcard(pattern)));
    }

    boolean protects(ProcessRow row) {
        return holds(user, row.user())
                && (holds(host, row.host()) || holds(host, HostPart.of(row.host())))
                && holds(db, row.db() == null ? "" : row.db())
                && holds(command, lowerCase(row.command()))
                && holds(state, row.state() == null ? "" : lowerCase(row.state()));
    }

    private static boolean holds(Optional<Wildcard> wanted, String actual) {
        return wanted.isEmpty() || wanted.get().matches(actual);
    }

    private static Wildcard lowerCase(Wildcard pattern) {
        return new Wildcard(lowerCase(pattern.pattern()));
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
