package dev.sessionkill.access;

import dev.sessionkill.access.AccessSettings.GrantSettings;
import java.util.List;
import java.util.Set;

/** Reads one grant from its settings, and refuses one that can only be a mistake. */
final class GrantReader {

    private static final int MOST_SESSIONS = 100;

    private final GrantSettings settings;
    private final RuleReader reader;

    GrantReader(GrantSettings settings, int index) {
        this.settings = settings;
        this.reader = new RuleReader(AccessSettings.PREFIX + "grants[" + index + "]");
    }

    Grant read() {
        Set<Action> actions = reader.actions(settings.actions());
        if (actions.isEmpty()) {
            throw reader.problem("actions", "is empty; list LIST, KILL or AUDIT");
        }
        int most = settings.maxSessions();
        if (most < 1 || most > MOST_SESSIONS) {
            throw reader.problem("max-sessions", "must be 1 to " + MOST_SESSIONS);
        }
        Rule rule =
                new Rule(
                        reader.callers(present("callers", settings.callers())),
                        actions,
                        needed("accounts", settings.accounts()),
                        needed("instances", settings.instances()));
        return new Grant(rule, scope(actions, most));
    }

    private Scope scope(Set<Action> actions, int most) {
        // AUDIT alone touches no session; LIST and KILL without sessions to touch say nothing.
        if (actions.equals(Set.of(Action.AUDIT))) {
            return new Scope(
                    reader.patterns("users", settings.users()),
                    reader.patterns("databases", settings.databases()),
                    most);
        }
        return new Scope(
                needed("users", settings.users()), needed("databases", settings.databases()), most);
    }

    private List<Wildcard> needed(String name, List<String> patterns) {
        return reader.patterns(name, present(name, patterns));
    }

    private List<String> present(String name, List<String> patterns) {
        if (patterns.isEmpty()) {
            throw reader.problem(
                    name, "is empty, so the grant allows nothing; write [\"*\"] for all");
        }
        return patterns;
    }
}
