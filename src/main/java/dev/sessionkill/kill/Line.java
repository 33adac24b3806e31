package dev.sessionkill.kill;

import dev.sessionkill.core.ThreadId;
import java.util.HashMap;
import java.util.Map;

/** What waits for one instance and what is under way there. */
final class Line {

    /** How many of those that wait want a session. */
    private final Map<ThreadId, Integer> wanted = new HashMap<>();

    private int waiting;
    private int alone;
    private int underWay;

    void add(Member member) {
        waiting++;
        alone += member.isAlone() ? 1 : 0;
        member.roster().open().forEach(it -> wanted.merge(it, 1, Integer::sum));
    }

    void remove(Member member) {
        waiting--;
        alone -= member.isAlone() ? 1 : 0;
        member.roster()
                .open()
                .forEach(it -> wanted.computeIfPresent(it, (_, n) -> n > 1 ? n - 1 : null));
    }

    void departed() {
        underWay++;
    }

    void arrived() {
        underWay--;
    }

    int underWay() {
        return underWay;
    }

    /** One pair at a time, unless a whole one waits. */
    boolean isReady() {
        return underWay == 0 || wanted.size() >= KillOrder.MOST;
    }

    /** Whether any of those that wait could depart. */
    boolean letsSomebodyGo() {
        return alone > 0 || (waiting > 0 && isReady());
    }

    /** How many pairs it takes to kill all that are wanted, if nobody objects. */
    int pairs() {
        return pairs(wanted.size());
    }

    /** How many pairs it takes to name so many sessions of one instance. */
    static int pairs(int sessions) {
        return (sessions + KillOrder.MOST - 1) / KillOrder.MOST;
    }

    boolean isIdle() {
        return waiting == 0 && underWay == 0;
    }
}
