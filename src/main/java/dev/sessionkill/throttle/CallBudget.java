package dev.sessionkill.throttle;

import dev.sessionkill.core.Deadline;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.event.RateLimiterOnDrainedEvent;
import io.github.resilience4j.ratelimiter.event.RateLimiterOnFailureEvent;
import io.github.resilience4j.ratelimiter.event.RateLimiterOnSuccessEvent;
import io.github.resilience4j.ratelimiter.internal.RateLimiterEventProcessor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The budget of one action of one account, as a Resilience4j rate limiter whose window is exact:
 * never more than the limit in any sliding second. Resilience4j's own limiter lets twice the limit
 * through around the edge of its period (dbbrain.md, "The limit of 20 a second").
 *
 * <p>Calls that know what they are (Prepare, Commit, look) use {@link #pair}, {@link #urgent},
 * {@link #ordinary}, {@link #leisurely} and {@link #spare}; what comes through Resilience4j's
 * interface is ordinary.
 */
public final class CallBudget implements RateLimiter {

    private final String name;
    private final CallQueue queue;
    private final Runnable counter;
    private final RateLimiterEventProcessor events = new RateLimiterEventProcessor();
    private volatile RateLimiterConfig config;

    /**
     * @param counter counts how often the vendor has counted too many calls
     */
    CallBudget(String name, RateLimiterConfig config, CallQueue queue, Runnable counter) {
        this.name = name;
        this.config = config;
        this.queue = queue;
        this.counter = counter;
    }

    /**
     * Waits until a Prepare may start: a slot is open, and its Commit will find one.
     *
     * @return empty when the deadline passed first
     */
    public Optional<PairPermit> pair(Deadline deadline) throws InterruptedException {
        return told(queue.pair(deadline));
    }

    /**
     * Waits for a permit before all ordinary calls.
     *
     * @return empty when the deadline passed first
     */
    public Optional<Permit> urgent(Deadline deadline) throws InterruptedException {
        return told(queue.permit(Lane.URGENT, deadline));
    }

    /**
     * Waits for a permit.
     *
     * @return empty when the deadline passed first
     */
    public Optional<Permit> ordinary(Deadline deadline) throws InterruptedException {
        return told(queue.permit(Lane.ORDINARY, deadline));
    }

    /**
     * Waits for a permit that leaves half of the slots open for more important calls.
     *
     * @return empty when the deadline passed first
     */
    public Optional<Permit> leisurely(Deadline deadline) throws InterruptedException {
        return told(queue.permit(Lane.LEISURELY, deadline));
    }

    /**
     * A permit if three quarters of the slots stay open and nobody waits. That there is none to
     * spare is no failure, so no event tells of it.
     */
    public Optional<Permit> spare() {
        Optional<Permit> permit = queue.permitNow(Lane.SPARE);
        return permit.isPresent() ? told(permit) : permit;
    }

    /**
     * The vendor has answered that there were too many calls although we stayed below the limit:
     * others spend it too. Slots rest longer for a minute.
     */
    public void exceeded() {
        counter.run();
        queue.exceeded();
    }

    /** How the budget stands. */
    public Usage snapshot() {
        return queue.usage();
    }

    /**
     * Takes the permits one after the other; those taken stay spent when a later one is missing.
     */
    @Override
    public boolean acquirePermission(int permits) {
        Deadline deadline = Deadline.in(config.getTimeoutDuration());
        try {
            int taken = 0;
            while (taken < permits) {
                Optional<Permit> permit = ordinary(deadline);
                if (permit.isEmpty()) {
                    return false;
                }
                taken += permit.filter(Permit::spend).isPresent() ? 1 : 0;
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Zero when that many slots are open at once and nobody waits, else -1 as Resilience4j defines
     * it for "not permitted": a reservation ahead of time would stand before Commits yet to come.
     */
    @Override
    public long reservePermission(int permits) {
        for (int i = 0; i < permits; i++) {
            if (told(queue.permitNow(Lane.ORDINARY)).filter(Permit::spend).isEmpty()) {
                return -1;
            }
        }
        return 0;
    }

    @Override
    public void drainPermissions() {
        int drained = 0;
        while (queue.permitNow(Lane.ORDINARY).filter(Permit::spend).isPresent()) {
            drained++;
        }
        events.consumeEvent(new RateLimiterOnDrainedEvent(name, drained));
    }

    @Override
    public void changeTimeoutDuration(Duration timeout) {
        config = RateLimiterConfig.from(config).timeoutDuration(timeout).build();
    }

    /** Not supported: the limit is the vendor's, set per account when the gateway starts. */
    @Override
    public void changeLimitForPeriod(int limit) {
        throw new UnsupportedOperationException("set gateway.accounts.*.calls-per-second instead");
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public RateLimiterConfig getRateLimiterConfig() {
        return config;
    }

    @Override
    public Map<String, String> getTags() {
        return Map.of();
    }

    @Override
    public Metrics getMetrics() {
        return new QueueMetrics(queue);
    }

    private record QueueMetrics(CallQueue queue) implements Metrics {
        @Override
        public int getNumberOfWaitingThreads() {
            return queue.waiting();
        }

        @Override
        public int getAvailablePermissions() {
            return queue.open();
        }
    }

    @Override
    public EventPublisher getEventPublisher() {
        return events;
    }

    private <T> Optional<T> told(Optional<T> turn) {
        events.consumeEvent(
                turn.isPresent()
                        ? new RateLimiterOnSuccessEvent(name)
                        : new RateLimiterOnFailureEvent(name));
        return turn;
    }
}
