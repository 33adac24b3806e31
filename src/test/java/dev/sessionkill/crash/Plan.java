package dev.sessionkill.crash;

import dev.sessionkill.sandbox.Fault;
import dev.sessionkill.sandbox.Match;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What happens in one run.
 *
 * @param point where a gateway is hit; null for any moment
 * @param count the how manieth time that the point is reached
 * @param trouble what the vendor does meanwhile
 * @param latency how long its answers take
 * @param blow what hits the gateway
 */
record Plan(@Nullable CrashPoint point, int count, Trouble trouble, Duration latency, Blow blow) {

    /** What happens to a gateway. */
    sealed interface Blow {

        /** It is killed. */
        record KillOne() implements Blow {}

        /** It is killed, and the others with it. */
        record KillAll() implements Blow {}

        /**
         * It is stopped, and woken when others have taken over its kills.
         *
         * @param atLeast but not before this time has passed
         */
        record Stop(Duration atLeast) implements Blow {}
    }

    /**
     * Where a gateway is stopped. Between the last question for its lease and the first byte
     * nothing could keep it from sending when it wakes up.
     */
    static final List<CrashPoint> STOPS =
            List.of(
                    CrashPoint.PREPARE_RECORD_BEFORE,
                    CrashPoint.PREPARE_RECORD_AFTER,
                    CrashPoint.COMMIT_RECORD_BEFORE,
                    CrashPoint.COMMIT_RECORD_AFTER);

    /** What is wrong with the vendor. */
    enum Trouble {
        NOTHING,
        /** Answers take a second or two. */
        SLOW,
        /** A third of the Commits goes wrong in one way or another. */
        COMMITS,
        /** A third of the lists goes wrong. */
        LISTS,
        /** From the crash on no list can be read. */
        BLIND
    }

    static Plan drawn(Random random, @Nullable CrashPoint point, int gateways) {
        boolean renewal = point == CrashPoint.RENEW_BEFORE || point == CrashPoint.RENEW_AFTER;
        Trouble trouble = renewal ? Trouble.SLOW : trouble(random);
        Duration latency =
                Duration.ofMillis(
                        trouble == Trouble.SLOW
                                ? 1200 + random.nextLong(1000)
                                : 20 + random.nextLong(230));
        Blow blow = gateways > 1 ? blow(random, point) : new Blow.KillOne();
        return new Plan(
                blow instanceof Blow.Stop ? STOPS.get(random.nextInt(STOPS.size())) : point,
                1 + random.nextInt(most(point)),
                trouble,
                latency,
                blow);
    }

    private static Trouble trouble(Random random) {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6 -> Trouble.NOTHING;
            case 7, 8 -> Trouble.SLOW;
            case 9, 10, 11, 12, 13, 14, 15 -> Trouble.COMMITS;
            case 16, 17, 18 -> Trouble.LISTS;
            default -> Trouble.BLIND;
        };
    }

    private static Blow blow(Random random, @Nullable CrashPoint point) {
        if (point == null && random.nextInt(3) == 0) {
            return new Blow.Stop(Duration.ofSeconds(random.nextInt(30)));
        }
        return random.nextInt(5) == 0 ? new Blow.KillAll() : new Blow.KillOne();
    }

    private static int most(@Nullable CrashPoint point) {
        return switch (point) {
            case EVENT_BEFORE, EVENT_AFTER -> 25;
            case RENEW_BEFORE,
                    RENEW_AFTER,
                    WITHDRAW_BEFORE,
                    WITHDRAW_AFTER,
                    TAKE_OVER_BEFORE,
                    TAKE_OVER_AFTER,
                    RESOLVE_BEFORE ->
                    1;
            case null -> 3;
            default -> 3;
        };
    }

    /** Before the crash. */
    void begin(Vendor vendor, Random random) {
        vendor.noFaults();
        vendor.latency(latency);
        switch (trouble) {
            case COMMITS ->
                    vendor.faults(
                            Match.COMMIT, _ -> random.nextInt(3) == 0 ? ofCommit(random) : null);
            case LISTS ->
                    vendor.faults(Match.LIST, _ -> random.nextInt(3) == 0 ? ofList(random) : null);
            case NOTHING, SLOW, BLIND -> {}
        }
    }

    /** At the crash. */
    void crashed(Vendor vendor) {
        if (trouble == Trouble.BLIND) {
            vendor.faults(Match.LIST, _ -> Fault.status(503, false));
        }
    }

    private static Fault ofCommit(Random random) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> new Fault.ExecuteThenDrop();
            case 2 -> new Fault.DropBeforeExecute();
            case 3 -> new Fault.ResetAfterExecute();
            case 4 -> Fault.error("RequestLimitExceeded", false);
            case 5 -> Fault.error("InternalError", true);
            case 6 -> Fault.retryNow(random.nextBoolean());
            case 7 -> new Fault.EmptyThreads(random.nextBoolean());
            default -> new Fault.Latency(Duration.ofMillis(500 + random.nextLong(2500)));
        };
    }

    private static Fault ofList(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Fault.status(503, false);
            case 1 -> Fault.error("InternalError", false);
            default -> new Fault.Latency(Duration.ofMillis(500));
        };
    }
}
