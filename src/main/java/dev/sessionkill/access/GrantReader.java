package dev.sessionkill.access;

import dev.sessionkill.access.AccessSettings.GrantSettings;
import dev.sessionkill.core.SettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads one grant from its settings, and refuses one that can only be a mistake. */
final class GrantReader {

    private static final int MOST_SESSIONS = 100;

    private final GrantSettings settings;
    private final String prefix;

    GrantReader(GrantSettings settings, int index) {
        this.settings = settings;
        this.prefix = AccessSettings.PREFIX + "grants[" + index + "].";
    }

    Grant read() {
        if (settings.actions().isEmpty()) {
            throw problem("actions", "is empty; list LIST, KILL or AUDIT");
        }
        int most = settings.maxSessions();
        if (most < 1 || most > MOST_SESSIONS) {
            throw problem("max-sessions", "must be 1 to " + MOST_SESSIONS);
        }
        return new Grant(
                callers(),
                Set.copyOf(settings.actions()),
                needed("accounts", settings.accounts()),
                needed("instances", settings.instances()),
                scope(most));
    }

    private List<Wildcard> callers() {
        List<Wildcard> callers = needed("callers", settings.callers());
        for (int i = 0; i < callers.size(); i++) {
            String name = callers.get(i).pattern();
            if (!name.matches("(sub|group):.+")) {
                throw problem("callers[" + i + "]", "must be sub:<name> or group:<name>");
            }
        }
        return callers;
    }

    private Scope scope(int most) {
        return new Scope(
                sessions("users", settings.users()),
                sessions("databases", settings.databases()),
                most);
    }

    /** AUDIT alone touches no session; LIST and KILL without sessions to touch say nothing. */
    private List<Wildcard> sessions(String name, List<String> patterns) {
        boolean auditOnly = Set.copyOf(settings.actions()).equals(Set.of(Action.AUDIT));
        return auditOnly ? patterns(name, patterns) : needed(name, patterns);
    }

    private List<Wildcard> needed(String name, List<String> patterns) {
        if (patterns.isEmpty()) {
            throw problem(name, "is empty, so the grant allows nothing; write [\"*\"] for all");
        }
        return patterns(name, patterns);
    }

    private List<Wildcard> patterns(String name, List<String> patterns) {
        List<Wildcard> read = new ArrayList<>();
        for (String pattern : patterns) {
            try {
                read.add(new Wildcard(pattern));
            } catch (IllegalArgumentException e) {
                throw problem(name + "[" + read.size() + "]", "must be a name or a pattern");
            }
        }
        return List.copyOf(read);
    }

    private SettingException problem(String name, String what) {
        return new SettingException(prefix + name, what);
    }
}
