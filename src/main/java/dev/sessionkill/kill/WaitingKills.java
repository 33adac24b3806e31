package dev.sessionkill.kill;

import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The kills of one account that wait for their turn: who goes next, and who goes along. Callers
 * take turns; whoever waits for the same instance goes along, as far as there is room. Pure
 * bookkeeping: the caller brings the lock.
 */
final class WaitingKills {

    /** What an ordinary pair leaves for an urgent one: at most one pair in five is urgent. */
    private static final double FOR_URGENT = 0.25;

    private final Ring urgent = new Ring();
    private final Ring ordinary = new Ring();
    private final Map<Target, Line> lines = new HashMap<>();
    private double urgentCredit = 1;

    /** How many pairs more than before it takes to carry out all that wait. */
    int add(Member member) {
        ring(member).add(member);
        Line line = lines.computeIfAbsent(member.target(), _ -> new Line());
        int before = line.pairs();
        line.add(member);
        return line.pairs() - before;
    }

    /** Whether it waited; it does not any more. */
    boolean remove(Member member) {
        if (!ring(member).remove(member)) {
            return false;
        }
        line(member.target()).remove(member);
        forgetIfIdle(member.target());
        return true;
    }

    /** Whether a pair could depart. */
    boolean isReady() {
        return lines.values().stream().anyMatch(Line::letsSomebodyGo);
    }

    /** Who departs now; the instance is under way until {@link #arrived}. */
    Optional<Batch> next() {
        Optional<Member> first = first();
        first.ifPresent(it -> line(it.target()).departed());
        return first.map(this::withCompany).map(this::departing);
    }

    private Optional<Member> first() {
        boolean othersWait = ordinary.waiting().anyMatch(this::isReady);
        if (!othersWait || urgentCredit >= 1) {
            Optional<Member> first = urgent.next(this::isReady);
            if (first.isPresent()) {
                urgentCredit -= othersWait ? 1 : 0;
                return first;
            }
        }
        urgentCredit = Math.min(1, urgentCredit + FOR_URGENT);
        return ordinary.next(this::isReady);
    }

    private List<Member> withCompany(Member first) {
        List<Member> company = new ArrayList<>(List.of(first));
        if (first.isAlone()) {
            return company;
        }
        Set<ThreadId> named = new HashSet<>(first.roster().open());
        Stream.concat(urgent.inTurns(), ordinary.inTurns())
                .filter(it -> it.target().equals(first.target()))
                .filter(it -> !it.equals(first) && !it.isAlone())
                .forEach(
                        it -> {
                            Set<ThreadId> open = it.roster().open();
                            long more = open.stream().filter(id -> !named.contains(id)).count();
                            if (named.size() + more <= KillOrder.MOST) {
                                named.addAll(open);
                                company.add(it);
                            }
                        });
        return company;
    }

    private Batch departing(List<Member> members) {
        members.forEach(
                it -> {
                    ring(it).remove(it);
                    line(it.target()).remove(it);
                });
        return new Batch(members);
    }

    /** What was under way there has been committed, or has ended. */
    void arrived(Target target) {
        line(target).arrived();
        forgetIfIdle(target);
    }

    /** The caller whose turn it was needed more than the two calls of a pair. */
    void charge(Member first, double pairs) {
        ring(first).charge(first.caller(), pairs);
    }

    /** How many wait. */
    int size() {
        return (int) all().count();
    }

    /** How many wait in that lane. */
    int size(boolean inUrgent) {
        return (int) (inUrgent ? urgent : ordinary).waiting().count();
    }

    /** How many pairs have departed and not arrived. */
    int underWay() {
        return lines.values().stream().mapToInt(Line::underWay).sum();
    }

    /**
     * How many pairs go before another kill of that caller, if nobody else comes: callers take
     * turns, and whoever goes along costs nothing.
     */
    int pairsBefore(String caller) {
        int all = pairs();
        // Every caller who waits has one turn at least. In a storm there is no time to count more.
        if (all <= urgent.callers() + ordinary.callers()) {
            return all;
        }
        long own =
                all().filter(it -> it.caller().equals(caller))
                        .map(Member::target)
                        .distinct()
                        .count();
        long inTurns =
                Stream.concat(urgent.byCaller(), ordinary.byCaller())
                        .mapToLong(
                                it -> Math.min(own + 1, it.map(Member::target).distinct().count()))
                        .sum();
        return (int) Math.min(all, inTurns);
    }

    /**
     * How many pairs go before it at most, if whoever waits now comes again as soon as he has had
     * his turn.
     */
    int pairsBeforeAtMost(Claim claim) {
        int all = pairs();
        if (claim.urgent()) {
            int pairs = urgent.pairsBefore(claim, all);
            return ordinary.callers() == 0 ? pairs : pairs + (int) ((pairs + 1) / FOR_URGENT);
        }
        int pairs = ordinary.pairsBefore(claim, all);
        return urgent.callers() == 0 ? pairs : pairs + 1 + (int) (pairs * FOR_URGENT);
    }

    private int pairs() {
        return lines.values().stream().mapToInt(Line::pairs).sum();
    }

    /** All that wait. */
    Stream<Member> all() {
        return Stream.concat(urgent.waiting(), ordinary.waiting());
    }

    private boolean isReady(Member member) {
        return member.isAlone() || line(member.target()).isReady();
    }

    private Ring ring(Member member) {
        return member.rules().urgent() ? urgent : ordinary;
    }

    private Line line(Target target) {
        return Objects.requireNonNull(lines.get(target));
    }

    private void forgetIfIdle(Target target) {
        if (line(target).isIdle()) {
            lines.remove(target);
        }
    }
}
