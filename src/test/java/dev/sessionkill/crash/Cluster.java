package dev.sessionkill.crash;

import static org.awaitility.Awaitility.await;

import dev.sessionkill.crash.Evidence.Outage;
import dev.sessionkill.crash.Evidence.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** The gateways on one database, and what hits them. */
final class Cluster implements AutoCloseable {

    private static final Duration TO_REACH = Duration.ofSeconds(15);
    private static final Duration TO_RECOVER = Duration.ofSeconds(90);
    private static final int STARTS = 3;
    private static final Duration POLL = Duration.ofMillis(250);
    private static final String FILE = "jdbc:sqlite:";

    private final String url;
    private final Random random;
    private final List<Replica> gateways = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();
    private final List<Pause> pauses = new ArrayList<>();

    /** None yet, on that database. */
    Cluster(String url, Random random) {
        this.url = url;
        this.random = random;
    }

    /** Waits until it is ready, so that the first one makes the tables. */
    void add(Replica gateway) throws InterruptedException {
        gateways.add(gateway);
        ready(gateway);
    }

    List<Replica> gateways() {
        return List.copyOf(gateways);
    }

    Replica any() {
        return gateways.get(random.nextInt(gateways.size()));
    }

    List<Outage> outages() {
        return List.copyOf(outages);
    }

    List<Pause> pauses() {
        return List.copyOf(pauses);
    }

    /** The database, while gateways have it open. */
    RecordReader now() {
        return new RecordReader(url);
    }

    /**
     * What a blow found.
     *
     * @param reached whether it fell where it was to
     * @param left the unfinished kills, by state
     */
    record Struck(boolean reached, Map<String, Long> left) {}

    /** Orders the tripwire. */
    void arm(Replica victim, Plan plan) {
        CrashPoint point = first(plan);
        if (point != null) {
            victim.arm(
                    point, plan.count(), plan.blow() instanceof Plan.Blow.Stop ? "STOP" : "KILL");
        }
    }

    /** Strikes, and returns when all gateways are up again. */
    Struck strike(Replica victim, Plan plan, Runnable struck) throws InterruptedException {
        return switch (plan.blow()) {
            case Plan.Blow.KillOne _ -> kill(List.of(victim), victim, plan, struck);
            case Plan.Blow.KillAll _ -> kill(gateways, victim, plan, struck);
            case Plan.Blow.Stop(Duration atLeast) -> stop(victim, atLeast, struck);
        };
    }

    private Struck kill(List<Replica> killed, Replica victim, Plan plan, Runnable struck)
            throws InterruptedException {
        boolean armed = first(plan) != null;
        boolean died =
                victim.endsWithin(
                        armed ? TO_REACH : Duration.ofMillis(150 + random.nextLong(3500)));
        long crashedAt = System.currentTimeMillis();
        for (Replica gateway : killed) {
            gateway.kill9();
        }
        struck.run();
        Map<String, Long> left =
                url.startsWith(FILE)
                        ? RecordReader.left(Path.of(url.substring(FILE.length()))).unfinished()
                        : now().unfinished();
        boolean again = killAgain(victim, plan);
        List<Replica> dead = gateways.stream().filter(it -> !it.isAlive()).toList();
        dead.forEach(Replica::restart);
        for (Replica gateway : dead) {
            ready(gateway);
        }
        outages.add(new Outage(crashedAt, System.currentTimeMillis()));
        return new Struck((died || !armed) && again, left);
    }

    /** Kills whoever recovers, if that is the point. */
    private boolean killAgain(Replica victim, Plan plan) throws InterruptedException {
        CrashPoint point = plan.point();
        if (point == null || !point.isInRecovery()) {
            return true;
        }
        Replica next = gateways.stream().filter(it -> it != victim).findFirst().orElse(victim);
        if (next.isAlive()) {
            next.arm(point, 1, "KILL");
        } else {
            next.restart(point);
        }
        boolean reached = next.endsWithin(TO_RECOVER);
        next.kill9();
        return reached;
    }

    /** Where it falls first: what a recovery is to find must be left by a crash before. */
    private static @Nullable CrashPoint first(Plan plan) {
        CrashPoint point = plan.point();
        if (point == null || !point.isInRecovery()) {
            return point;
        }
        return point == CrashPoint.RESOLVE_BEFORE
                ? CrashPoint.COMMIT_SEND_AFTER
                : CrashPoint.COMMIT_RECORD_BEFORE;
    }

    /** Leaves it stopped until others have taken over its kills, and wakes it up. */
    private Struck stop(Replica victim, Duration atLeast, Runnable struck)
            throws InterruptedException {
        boolean reached = happens(TO_REACH, victim::isStopped);
        if (!reached) {
            victim.signal("STOP");
        }
        long stoppedAt = System.currentTimeMillis();
        Map<String, Long> left = now().unfinished();
        long before = now().takeOvers();
        struck.run();
        boolean _ = happens(TO_RECOVER, () -> now().takeOvers() > before);
        boolean _ = victim.endsWithin(atLeast.minusMillis(System.currentTimeMillis() - stoppedAt));
        victim.signal("CONT");
        pauses.add(new Pause(gateways.indexOf(victim), stoppedAt, System.currentTimeMillis()));
        return new Struck(reached, left);
    }

    /** A gateway that finds no database within two seconds ends, and is started again. */
    private static void ready(Replica gateway) throws InterruptedException {
        for (int start = 1; !gateway.awaitReady(); start++) {
            if (start == STARTS) {
                throw new IllegalStateException("a gateway does not start, see " + gateway.log());
            }
            gateway.restart();
        }
    }

    /** Whether it comes true in time. */
    static boolean happens(Duration atMost, Callable<Boolean> what) {
        try {
            await().pollInterval(POLL)
                    .pollDelay(Duration.ZERO)
                    .atMost(atMost.plus(POLL))
                    .until(what);
            return true;
        } catch (ConditionTimeoutException _) {
            return false;
        }
    }

    @Override
    public void close() {
        gateways.forEach(Replica::close);
    }
}
