package dev.sessionkill.access;

import dev.sessionkill.access.AccessSettings.DenialSettings;
import dev.sessionkill.core.SettingException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one denial from its settings, and refuses one that can only be a mistake. */
final class DenialReader {

    private static final List<Wildcard> ALL = List.of(new Wildcard("*"));

    private final DenialSettings settings;
    private final RuleReader reader;

    DenialReader(DenialSettings settings, int index) {
        this.settings = settings;
        this.reader = new RuleReader(AccessSettings.PREFIX + "deny[" + index + "]");
    }

    Denial read() {
        if (saysNothing()) {
            throw new SettingException(
                    reader.entry(),
                    "is empty, so it would deny everything; write what it denies, or remove it");
        }
        Rule rule =
                new Rule(
                        orAll(reader.callers(settings.callers())),
                        orAll(reader.actions(settings.actions())),
                        orAll(reader.patterns("accounts", settings.accounts())),
                        orAll(reader.patterns("instances", settings.instances())));
        DeniedSessions sessions =
                new DeniedSessions(
                        orAll(reader.patterns("users", settings.users())),
                        orAll(reader.patterns("databases", settings.databases())));
        return effective(new Denial(rule, sessions));
    }

    private boolean saysNothing() {
        return Stream.of(
                        settings.callers(),
                        settings.actions(),
                        settings.accounts(),
                        settings.instances(),
                        settings.users(),
                        settings.databases())
                .allMatch(List::isEmpty);
    }

    /** The record is not divided by instance or session: AUDIT alone cannot be denied in part. */
    private Denial effective(Denial denial) {
        boolean partly = !denial.rule().onEveryInstance() || !denial.sessions().areAll();
        if (partly && denial.rule().actions().equals(Set.of(Action.AUDIT))) {
            throw reader.problem(
                    "actions",
                    "is AUDIT alone, which instances, users and databases cannot narrow");
        }
        return denial;
    }

    private static List<Wildcard> orAll(List<Wildcard> patterns) {
        return patterns.isEmpty() ? ALL : patterns;
    }

    private static Set<Action> orAll(Set<Action> actions) {
        return actions.isEmpty() ? Set.of(Action.values()) : actions;
    }
}
