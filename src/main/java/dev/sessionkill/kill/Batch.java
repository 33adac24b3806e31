package dev.sessionkill.kill;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.tracing.Spans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Kills of one instance that share a Prepare and a Commit. Whoever ends or is lost leaves it. */
final class Batch {

    private final Member first;
    private final Target target;
    private final List<Member> members;

    /**
     * These kills together.
     *
     * @param members whose turn it is and who goes along, all of one target, with {@link
     *     KillOrder#MOST} sessions at most
     */
    Batch(List<Member> members) {
        this.first = members.getFirst();
        this.target = first.target();
        this.members = new ArrayList<>(members);
        // Rows are written in one order everywhere, so that no two transactions wait for each
        // other.
        this.members.sort(Comparator.comparing(it -> it.id().toString()));
    }

    /** Whose turn it was. */
    Member first() {
        return first;
    }

    Target target() {
        return target;
    }

    List<Member> members() {
        return List.copyOf(members);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    int size() {
        return members.size();
    }

    /** The sessions that any of them still wants to be killed. */
    Set<ThreadId> open() {
        Set<ThreadId> open = new TreeSet<>();
        members.forEach(it -> open.addAll(it.roster().open()));
        return open;
    }

    /** Their rows, as far as they were seen. */
    Map<ThreadId, ProcessRow> rows() {
        Map<ThreadId, ProcessRow> rows = new HashMap<>();
        members.forEach(it -> rows.putAll(it.roster().rows()));
        return rows;
    }

    /** The first deadline of theirs. */
    Deadline deadline() {
        return members.stream()
                .map(it -> it.rules().deadline())
                .min(Comparator.comparingLong(it -> it.left().toNanos()))
                .orElseThrow();
    }

    /** Those of which that is true. */
    List<Member> which(Predicate<Member> which) {
        return members.stream().filter(which).toList();
    }

    /** Those of which that is true leave. */
    List<Member> leave(Predicate<Member> which) {
        List<Member> leaving = which(which);
        members.removeAll(leaving);
        return leaving;
    }

    /** Does the work as a part of the trace of one of them, for all. */
    void travel(Spans spans, Runnable work) {
        List<Spans.Place> places =
                members.stream().map(Member::from).filter(Objects::nonNull).toList();
        Optional<Spans.Place> one =
                places.stream().filter(Spans.Place::isSampled).findFirst().or(() -> first(places));
        if (one.isEmpty()) {
            work.run();
            return;
        }
        spans.within(
                "pair",
                one.get(),
                places.stream().filter(it -> !it.equals(one.get())).toList(),
                () -> {
                    work.run();
                    return true;
                });
    }

    private static Optional<Spans.Place> first(List<Spans.Place> places) {
        return places.stream().findFirst();
    }

    /** Those are somebody else's by now, or were cancelled. */
    void lose(Set<KillId> lost) {
        for (Member member : leave(it -> lost.contains(it.id()))) {
            member.track().lease().lose();
            member.left();
        }
    }

    @Override
    public String toString() {
        return members.toString();
    }
}
