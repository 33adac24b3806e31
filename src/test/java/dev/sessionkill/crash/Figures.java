package dev.sessionkill.crash;

import dev.sessionkill.crash.Evidence.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What all runs together came to. */
final class Figures {

    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, Integer> reached = new TreeMap<>();
    private final Map<String, Integer> missed = new TreeMap<>();
    private final Map<String, Long> left = new TreeMap<>();
    private final Map<String, Integer> results = new TreeMap<>();
    private final Set<String> counted = new HashSet<>();
    private int runs;
    private long commits;
    private Duration worst = Duration.ZERO;
    private Duration worstUnsure = Duration.ZERO;

    synchronized void add(Plan plan, Life.Outcome outcome) {
        runs++;
        String point =
                (plan.blow() instanceof Plan.Blow.Stop ? "STOP at " : "")
                        + (plan.point() == null ? "any moment" : plan.point().name());
        (outcome.struck().reached() ? reached : missed).merge(point, 1, Integer::sum);
        outcome.struck().left().forEach((state, count) -> left.merge(state, count, Long::sum));
        violations.addAll(outcome.violations());
        History history = new History(outcome.evidence());
        EndRules ends = new EndRules(history, new ArrayList<>());
        for (String kill : history.kills()) {
            if (counted.add(kill)) {
                commits += history.commits(kill).size();
                history.ends(kill).stream()
                        .findFirst()
                        .ifPresent(
                                it ->
                                        results.merge(
                                                it.data().path("result").asString("CANCELLED"),
                                                1,
                                                Integer::sum));
                ends.afterwards(kill).ifPresent(this::took);
            }
        }
    }

    private void took(EndRules.Aftermath aftermath) {
        if (aftermath.unsure()) {
            worstUnsure = longer(worstUnsure, aftermath.took());
        } else {
            worst = longer(worst, aftermath.took());
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    synchronized List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** The points at which no gateway was ever killed although it was tried. */
    synchronized Set<String> neverReached() {
        Set<String> never = new HashSet<>(missed.keySet());
        never.removeAll(reached.keySet());
        return never;
    }

    synchronized List<String> summary() {
        return List.of(
                "runs %d, kills %d, Commits %d, violations %d"
                        .formatted(runs, counted.size(), commits, violations.size()),
                "unfinished kills at the crash: " + left,
                "results: " + results,
                "longest from the restart to an end: %d ms, where a fate was unknown %d ms"
                        .formatted(worst.toMillis(), worstUnsure.toMillis()),
                "killed at: " + reached,
                "not reached: " + missed);
    }
}
