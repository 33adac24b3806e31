package dev.sessionkill.system;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What grants and denials mean, written down once more after the contract and not after the code.
 *
 * @param grants what is allowed
 * @param denials what is not, whatever is granted
 */
record GrantModel(List<Entry> grants, List<Entry> denials) {

    /** Somebody who calls. */
    record Person(String name, List<String> groups) {

        private Stream<String> names() {
            return Stream.concat(
                    Stream.of("sub:" + name), groups.stream().map(it -> "group:" + it));
        }
    }

    /** Whose a session is. */
    record Owner(String user, @Nullable String database) {}

    /**
     * A grant or a denial; each part is one pattern.
     *
     * @param actions in the form of the settings
     * @param most sessions in one kill; of no meaning in a denial
     */
    record Entry(String caller, String actions, Place place, Owner sessions, int most) {

        private boolean applies(Person person, String action) {
            return person.names().anyMatch(caller::equals)
                    && List.of(actions.split(",", -1)).contains(action);
        }

        private boolean covers(Owner owner) {
            return fits(sessions.user, owner.user)
                    && fits(
                            String.valueOf(sessions.database),
                            owner.database == null ? "" : owner.database);
        }

        private boolean coversAll() {
            return sessions.user.equals("*") && "*".equals(sessions.database);
        }

        Collection<String> settings(String prefix) {
            return Stream.of(
                            ".callers=" + caller,
                            ".actions=" + actions,
                            ".accounts=" + place.account,
                            ".instances=" + place.instance,
                            ".users=" + sessions.user,
                            ".databases=" + sessions.database)
                    .map(prefix::concat)
                    .toList();
        }
    }

    /** An account and an instance, or patterns of them. */
    record Place(String account, String instance) {

        private boolean includes(Place other) {
            return fits(account, other.account) && fits(instance, other.instance);
        }
    }

    private static boolean fits(String pattern, String text) {
        return Pattern.matches(
                Stream.of(pattern.split("\\*", -1))
                        .map(Pattern::quote)
                        .reduce((a, b) -> a + ".*" + b)
                        .orElseThrow(),
                text);
    }

    List<String> settings() {
        List<String> settings = new ArrayList<>();
        for (int i = 0; i < grants.size(); i++) {
            // The first is the test gateway's own.
            String prefix = "--gateway.access.grants[" + (i + 1) + "]";
            settings.addAll(grants.get(i).settings(prefix));
            settings.add(prefix + ".max-sessions=" + grants.get(i).most);
        }
        for (int i = 0; i < denials.size(); i++) {
            settings.addAll(denials.get(i).settings("--gateway.access.deny[" + i + "]"));
        }
        return settings;
    }

    /** Whose sessions may be touched when so many are named at once; empty when nobody's. */
    Optional<Set<Owner>> touchable(
            Person person, String action, Place place, int count, Set<Owner> all) {
        List<Entry> against =
                denials.stream()
                        .filter(it -> it.applies(person, action) && it.place.includes(place))
                        .toList();
        List<Entry> with =
                grants.stream()
                        .filter(it -> it.applies(person, action) && it.place.includes(place))
                        .filter(it -> count <= it.most)
                        .toList();
        if (with.isEmpty() || against.stream().anyMatch(Entry::coversAll)) {
            return Optional.empty();
        }
        return Optional.of(
                Set.copyOf(
                        all.stream()
                                .filter(it -> with.stream().anyMatch(grant -> grant.covers(it)))
                                .filter(it -> against.stream().noneMatch(deny -> deny.covers(it)))
                                .toList()));
    }

    /** Whether the kills of that account are shown. */
    boolean audits(Person person, String account) {
        return has(person, "AUDIT", account);
    }

    boolean auditsAll(Person person) {
        return grants.stream()
                        .anyMatch(it -> it.applies(person, "AUDIT") && it.place.account.equals("*"))
                && denials.stream().noneMatch(it -> it.applies(person, "AUDIT") && deniesAll(it));
    }

    /** Whether anything is granted there. */
    boolean uses(Person person, String account) {
        return Stream.of("LIST", "KILL", "AUDIT").anyMatch(it -> has(person, it, account));
    }

    private boolean has(Person person, String action, String account) {
        return grants.stream()
                        .anyMatch(
                                it -> it.applies(person, action) && fits(it.place.account, account))
                && denials.stream()
                        .noneMatch(
                                it ->
                                        it.applies(person, action)
                                                && fits(it.place.account, account)
                                                && deniesAll(it));
    }

    private static boolean deniesAll(Entry denial) {
        return denial.coversAll() && denial.place.instance.equals("*");
    }
}
