package dev.sessionkill.system;

import dev.sessionkill.system.GrantModel.Entry;
import dev.sessionkill.system.GrantModel.Owner;
import dev.sessionkill.system.GrantModel.Person;
import dev.sessionkill.system.GrantModel.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who calls, what was granted to whom, where the sessions are and whose. */
final class Matrix {

    static final List<String> ACCOUNTS = List.of("default", "second");
    static final List<String> INSTANCES = List.of("cdb-a1", "cdb-b1");

    static final List<Owner> OWNERS =
            List.of(
                    new Owner("app_a_web", "shop"),
                    new Owner("app_a_job", null),
                    new Owner("app_b_web", "shop"),
                    new Owner("app_b_web", "mail"));

    static final Place EVERYWHERE = new Place("*", "*");
    static final Owner ANYBODY = new Owner("*", "*");

    static final GrantModel MODEL =
            new GrantModel(
                    List.of(
                            new Entry("sub:by-sub", "LIST,KILL,AUDIT", EVERYWHERE, ANYBODY, 100),
                            new Entry("group:all", "LIST,KILL,AUDIT", EVERYWHERE, ANYBODY, 100),
                            new Entry("sub:lists", "LIST", EVERYWHERE, ANYBODY, 100),
                            new Entry("sub:kills", "KILL", EVERYWHERE, ANYBODY, 100),
                            new Entry("sub:audits", "AUDIT", EVERYWHERE, ANYBODY, 100),
                            new Entry(
                                    "sub:audits-one",
                                    "AUDIT",
                                    new Place("second", "*"),
                                    ANYBODY,
                                    100),
                            new Entry(
                                    "sub:one-account",
                                    "LIST,KILL",
                                    new Place("second", "*"),
                                    ANYBODY,
                                    100),
                            new Entry(
                                    "sub:one-instance",
                                    "LIST,KILL",
                                    new Place("*", "cdb-b*"),
                                    ANYBODY,
                                    100),
                            new Entry(
                                    "sub:some-users",
                                    "LIST,KILL",
                                    EVERYWHERE,
                                    new Owner("app_a_*", "*"),
                                    100),
                            new Entry(
                                    "sub:one-database",
                                    "LIST,KILL",
                                    EVERYWHERE,
                                    new Owner("*", "shop"),
                                    100),
                            new Entry("sub:few", "LIST,KILL", EVERYWHERE, ANYBODY, 2),
                            new Entry("sub:few-of-all", "LIST,KILL", EVERYWHERE, ANYBODY, 1),
                            new Entry(
                                    "sub:few-of-all",
                                    "LIST,KILL",
                                    EVERYWHERE,
                                    new Owner("app_b_*", "*"),
                                    100)),
                    List.of(
                            new Entry("sub:denied", "LIST,KILL,AUDIT", EVERYWHERE, ANYBODY, 0),
                            new Entry(
                                    "sub:denied-users",
                                    "LIST,KILL",
                                    EVERYWHERE,
                                    new Owner("*_web", "shop"),
                                    0),
                            new Entry(
                                    "sub:denied-instance",
                                    "KILL",
                                    new Place("default", "cdb-a1"),
                                    ANYBODY,
                                    0),
                            new Entry(
                                    "sub:denied-audit",
                                    "AUDIT",
                                    new Place("second", "*"),
                                    ANYBODY,
                                    0)));

    static final List<Person> PEOPLE =
            List.of(
                    new Person("by-sub", List.of()),
                    new Person("by-group", List.of("others", "all")),
                    new Person("nobody", List.of("others")),
                    new Person("all", List.of("sub:all", "group:all", "ALL")),
                    new Person("denied", List.of("all")),
                    new Person("denied-users", List.of("all")),
                    new Person("denied-instance", List.of("all")),
                    new Person("denied-audit", List.of("all")),
                    new Person("lists", List.of()),
                    new Person("kills", List.of()),
                    new Person("audits", List.of()),
                    new Person("audits-one", List.of()),
                    new Person("one-account", List.of()),
                    new Person("one-instance", List.of()),
                    new Person("some-users", List.of()),
                    new Person("one-database", List.of()),
                    new Person("few", List.of()),
                    new Person("few-of-all", List.of()));

    /** A person at a place; each has sessions of his own there, one of each owner. */
    record Cell(Person person, Place place) {

        /** Of his session there of that owner. */
        long thread(int owner) {
            int account = Math.max(0, ACCOUNTS.indexOf(place.account()));
            int index = PEOPLE.indexOf(person) * ACCOUNTS.size() + account;
            int everywhere = index * INSTANCES.size() + INSTANCES.indexOf(place.instance());
            return 1 + (long) everywhere * OWNERS.size() + owner;
        }

        Optional<Set<Owner>> touchable(String action, int count) {
            return MODEL.touchable(person, action, place, count, Set.copyOf(OWNERS));
        }

        List<Long> threads(Collection<Owner> owners) {
            return owners.stream().map(OWNERS::indexOf).map(this::thread).toList();
        }
    }

    private Matrix() {}

    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Person person : PEOPLE) {
            for (String account : ACCOUNTS) {
                INSTANCES.forEach(it -> cells.add(new Cell(person, new Place(account, it))));
            }
        }
        return cells;
    }

    /** Each owner's session alone, two of them, and all. */
    static List<List<Owner>> selections() {
        List<List<Owner>> selections = new ArrayList<>();
        OWNERS.forEach(it -> selections.add(List.of(it)));
        selections.add(OWNERS.subList(1, 3));
        selections.add(OWNERS);
        return selections;
    }
}
