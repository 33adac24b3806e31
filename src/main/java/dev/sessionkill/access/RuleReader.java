package dev.sessionkill.access;

import dev.sessionkill.core.SettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Reads what grants and denials are written with, and names the setting that is wrong.
 *
 * @param entry the full name of the grant or denial, e.g. {@code gateway.access.grants[0]}
 */
record RuleReader(String entry) {

    List<Wildcard> callers(List<String> patterns) {
        List<Wildcard> callers = patterns("callers", patterns);
        for (int i = 0; i < callers.size(); i++) {
            String name = callers.get(i).pattern();
            if (!name.matches("(sub|group):.+")) {
                throw problem("callers[" + i + "]", "must be sub:<name> or group:<name>");
            }
        }
        return callers;
    }

    /** Spring reads the blank between two commas as null. */
    Set<Action> actions(List<Action> actions) {
        if (actions.stream().anyMatch(Objects::isNull)) {
            throw problem("actions", "has a blank; list LIST, KILL or AUDIT");
        }
        return Set.copyOf(actions);
    }

    List<Wildcard> patterns(String name, List<String> patterns) {
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

    SettingException problem(String name, String what) {
        return new SettingException(entry + "." + name, what);
    }
}
