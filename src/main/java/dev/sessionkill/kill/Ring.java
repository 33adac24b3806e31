package dev.sessionkill.kill;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Callers in a ring, each with the kills it waits for in the order in which they came. Deficit
 * round robin (Shreedhar, Varghese 1995): when its turn comes, a caller is credited with as many
 * pairs of calls as it has weight, and goes as long as its credit lasts.
 */
final class Ring {

    private static final double A_PAIR = 1;

    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Deque<Place> order = new ArrayDeque<>();

    /** Of one caller, while it waits for anything. */
    private static final class Place {
        private final String caller;
        private final Deque<Member> waiting = new ArrayDeque<>();
        private double credit;
        private boolean atItsTurn;

        private Place(String caller) {
            this.caller = caller;
        }

        /** Without company of others. */
        private int pairs() {
            return waiting.stream()
                    .collect(
                            Collectors.groupingBy(
                                    Member::target,
                                    Collectors.summingInt(it -> it.kill().sessions().size())))
                    .values()
                    .stream()
                    .mapToInt(Line::pairs)
                    .sum();
        }
    }

    void add(Member member) {
        places.computeIfAbsent(
                        member.caller(),
                        caller -> {
                            Place place = new Place(caller);
                            order.addLast(place);
                            return place;
                        })
                .waiting
                .addLast(member);
    }

    /** Whether the member waited here; it does not any more. */
    boolean remove(Member member) {
        Place place = places.get(member.caller());
        return place != null && place.waiting.remove(member) && left(place);
    }

    private boolean left(Place place) {
        if (place.waiting.isEmpty()) {
            places.remove(place.caller);
            order.remove(place);
        }
        return true;
    }

    /** Whose turn it is among those that are ready. It goes on waiting, and its caller has paid. */
    Optional<Member> next(Predicate<Member> isReady) {
        if (waiting().noneMatch(isReady)) {
            return Optional.empty();
        }
        while (true) {
            Place place = order.getFirst();
            Optional<Member> ready = place.waiting.stream().filter(isReady).findFirst();
            if (ready.isPresent() && !place.atItsTurn) {
                place.atItsTurn = true;
                place.credit += ready.get().rules().weight();
            }
            if (ready.isPresent() && place.credit >= A_PAIR) {
                place.credit -= A_PAIR;
                return ready;
            }
            place.atItsTurn = false;
            order.addLast(order.removeFirst());
        }
    }

    /** A pair that was that caller's turn took more calls than two. */
    void charge(String caller, double pairs) {
        Place place = places.get(caller);
        if (place != null) {
            place.credit -= pairs;
        }
    }

    /** All that wait, in turns: the first of every caller, then the second of each. */
    Stream<Member> inTurns() {
        Map<String, Iterator<Member>> left = new LinkedHashMap<>();
        order.forEach(it -> left.put(it.caller, it.waiting.iterator()));
        Stream.Builder<Member> turns = Stream.builder();
        while (!left.isEmpty()) {
            left.values()
                    .removeIf(
                            it -> {
                                if (it.hasNext()) {
                                    turns.add(Objects.requireNonNull(it.next()));
                                }
                                return !it.hasNext();
                            });
        }
        return turns.build();
    }

    /** All that wait. */
    Stream<Member> waiting() {
        return order.stream().flatMap(it -> it.waiting.stream());
    }

    /** How many callers wait for anything. */
    int callers() {
        return order.size();
    }

    /**
     * How many pairs go before another kill of somebody, if all others wait for as many as they
     * have turns, whenever it is their turn.
     *
     * @param mostOfOthers how many pairs the others fill at most while the turn goes round once
     */
    int pairsBefore(Claim claim, int mostOfOthers) {
        int own = 0;
        int others = 0;
        for (Place place : order) {
            if (place.caller.equals(claim.caller())) {
                own = place.pairs();
            } else {
                others += place.waiting.getFirst().rules().weight();
            }
        }
        return (own / claim.weight() + 1) * Math.min(others, mostOfOthers) + own;
    }

    /** For each caller what it waits for. */
    Stream<Stream<Member>> byCaller() {
        return order.stream().map(it -> it.waiting.stream());
    }
}
