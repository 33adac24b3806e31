package dev.sessionkill.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Which calls go wrong, and how. Calls for which nothing is ordered are answered properly. */
public final class FaultPlan {

    private final List<Queue> queues = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();

    FaultPlan() {}

    /** The next calls that match get these faults, one each, in this order. */
    public synchronized void next(Match match, Fault... faults) {
        Queue queue =
                queues.stream().filter(it -> it.match().equals(match)).findFirst().orElse(null);
        if (queue == null) {
            queue = new Queue(match, new ArrayDeque<>());
            queues.add(queue);
        }
        queue.faults().addAll(List.of(faults));
    }

    /**
     * Every call that matches, and for which {@link #next} left nothing, asks this function; its
     * argument counts those calls from 1, and null means that the call is answered properly.
     */
    public synchronized void always(Match match, IntFunction<@Nullable Fault> faults) {
        rules.add(new Rule(match, faults));
    }

    /** From now on nothing goes wrong. */
    public synchronized void clear() {
        queues.clear();
        rules.clear();
    }

    /** How many ordered faults have not happened yet. */
    public synchronized int outstanding() {
        return queues.stream().mapToInt(it -> it.faults().size()).sum();
    }

    synchronized Optional<Fault> take(String action, @Nullable String stage) {
        for (Queue queue : queues) {
            if (!queue.faults().isEmpty() && queue.match().matches(action, stage)) {
                return Optional.of(queue.faults().remove());
            }
        }
        for (Rule rule : rules) {
            Fault fault = rule.match.matches(action, stage) ? rule.ask() : null;
            if (fault != null) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private record Queue(Match match, Deque<Fault> faults) {}

    private static final class Rule {

        private final Match match;
        private final IntFunction<@Nullable Fault> faults;
        private int asked;

        Rule(Match match, IntFunction<@Nullable Fault> faults) {
            this.match = match;
            this.faults = faults;
        }

        @Nullable Fault ask() {
            return faults.apply(++asked);
        }
    }
}
