package dev.sessionkill.access;

import dev.sessionkill.access.AccessSettings.GrantSettings;
import java.util.List;
import java.util.Set;

/** Reads one grant from its settings, and refuses one that can only be a mistake. */
final class GrantReader {

    private static final int MOST_SESSIONS = 100;
    private static final int GREATEST_WEIGHT = 100;

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
        Standing standing = standing(actions);
        Rule rule =
                new Rule(
                        reader.callers(present("callers", settings.callers())),
                        actions,
                        needed("accounts", settings.accounts()),
                        needed("instances", settings.instances()));
        return new Grant(rule, scope(actions, most, standing));
    }

    private Standing standing(Set<Action> actions) {
        int weight = settings.weight();
        if (weight < 1 || weight > GREATEST_WEIGHT) {
            throw reader.problem("weight", "must be 1 to " + GREATEST_WEIGHT);
        }
        if (settings.urgent() && !actions.contains(Action.KILL)) {
            throw reader.problem("urgent", "is for kills, and the grant does not allow KILL");
        }
        return new Standing(weight, settings.urgent());
    }

    private Scope scope(Set<Action> actions, int most, Standing standing) {
        // AUDIT alone touches no session; LIST and KILL without sessions to touch say nothing.
        if (actions.equals(Set.of(Action.AUDIT))) {
            return new Scope(
                    reader.patterns("users", settings.users()),
                    reader.patterns("databases", settings.databases()),
                    most,
                    standing);
        }
        return new Scope(
                needed("users", settings.users()),
                needed("databases", settings.databases()),
                most,
                standing);
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
