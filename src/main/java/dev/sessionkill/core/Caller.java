package dev.sessionkill.core;

import java.util.Set;

/**
 * Who calls, as the token told: {@code sub:<name>} and the groups as {@code group:<name>}.
 *
 * @param name {@code sub:} and the caller claim; never blank, no control characters
 * @param groups each {@code group:} and one group, alike
 */
public record Caller(String name, Set<String> groups) {

    public Caller {
        if (!isNamed("sub:", name)) {
            throw new IllegalArgumentException("a caller is named sub:<claim>");
        }
        if (!groups.stream().allMatch(it -> isNamed("group:", it))) {
            throw new IllegalArgumentException("a group is named group:<claim>");
        }
        groups = Set.copyOf(groups);
    }

    private static boolean isNamed(String kind, String name) {
        return name.startsWith(kind)
                && !name.substring(kind.length()).isBlank()
                && name.chars().noneMatch(Character::isISOControl);
    }

    /** Whether the caller goes by this name, as itself or as a member of a group. */
    public boolean is(String principal) {
        return name.equals(principal) || groups.contains(principal);
    }

    @Override
    public String toString() {
        return name;
    }
}
