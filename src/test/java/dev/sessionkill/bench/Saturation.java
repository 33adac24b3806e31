package dev.sessionkill.bench;

import dev.sessionkill.sandbox.Match;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Callers who always wait for a kill, each of an instance of its own, so that nothing can go along
 * and every kill needs its two calls.
 */
final class Saturation {

    /** From the first request until all slots are in use for certain. */
    private static final Duration RAMP = Duration.ofSeconds(3);

    private final Stage stage;
    private final long from = System.nanoTime() + RAMP.toNanos();
    private final long until;
    private final AtomicInteger last = new AtomicInteger();
    private final List<Future<List<Answer>>> callers = new ArrayList<>();

    Saturation(Stage stage, Duration time) {
        this.stage = stage;
        this.until = from + time.toNanos();
    }

    static Duration time(int defaultSeconds) {
        return Duration.ofSeconds(Integer.getInteger("bench.seconds", defaultSeconds));
    }

    long from() {
        return from;
    }

    long until() {
        return until;
    }

    /**
     * Lets so many callers begin.
     *
     * @param gateway whom the caller of that number asks, each time anew
     */
    Saturation callers(int count, IntFunction<URI> gateway) {
        List<String> tokens = stage.vendor().callers("caller", count);
        for (int i = 0; i < count; i++) {
            int number = i;
            callers.add(
                    stage.load()
                            .loop(
                                    () -> gateway.apply(number),
                                    () -> next(tokens.get(number)),
                                    until));
        }
        return this;
    }

    private Kill next(String token) {
        String instance = "cdb-sat" + last.incrementAndGet();
        stage.vendor().populate(instance, 1);
        return new Kill(token, instance, List.of(1L));
    }

    /** Waits until all callers have their last answer. */
    List<Answer> answers() throws InterruptedException {
        return Load.answers(callers).stream().flatMap(List::stream).toList();
    }

    Arrivals arrivals() {
        return stage.vendor().arrivals(Match.KILL_ACTION);
    }

    double used() {
        return arrivals().used(Limiter.LIMIT, from, until);
    }

    Plot plot(String title) {
        int seconds = (int) Duration.ofNanos(until - from).toSeconds();
        return new Plot(
                title,
                "seconds",
                "calls in the second",
                List.of(new Plot.Line("arrivals", arrivals().perSecond(from, seconds))));
    }
}
