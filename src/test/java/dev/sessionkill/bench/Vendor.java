package dev.sessionkill.bench;

import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Ledger;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import dev.sessionkill.sandbox.SandboxSession;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A DBbrain that answers after 100 ms and has no limit of its own, so that what would be over the
 * limit is seen.
 */
final class Vendor implements AutoCloseable {

    static final Duration LATENCY = Duration.ofMillis(100);

    /**
     * Sessions that nobody kills. An instance has some at all times, and a list without any would
     * not be believed.
     */
    private static final int OTHERS = 30;

    private final InMemoryInstances instances = InMemoryInstances.empty();
    private final SandboxServer server =
            SandboxServer.start(
                    SandboxOptions.defaults()
                            .withLatency(LATENCY)
                            .withoutRateLimit()
                            .withInstances(instances));

    SandboxServer server() {
        return server;
    }

    Ledger ledger() {
        return server.ledger();
    }

    /** Sessions 1 to count of that instance run again. */
    void populate(String instance, int count) {
        instances.add(
                instance,
                LongStream.rangeClosed(1, count + OTHERS)
                        .mapToObj(Vendor::session)
                        .toArray(SandboxSession[]::new));
    }

    private static SandboxSession session(long id) {
        return SandboxSession.running(
                id, "report", "10.0.0.1:" + (1_024 + id), "shop", 60, "select sleep(600)");
    }

    /** Tokens of so many callers who are granted everything. */
    List<String> callers(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(it -> server.issuer().mint(name + it, GROUPS, Duration.ofHours(2)))
                .toList();
    }

    private static final List<String> GROUPS = List.of("dba");

    /** When calls of that action arrived, on {@link System#nanoTime}. */
    Arrivals arrivals(String action) {
        return new Arrivals(
                ledger().calls(new Match(action, null)).stream()
                        .mapToLong(Call::arrivedNanos)
                        .sorted()
                        .toArray());
    }

    @Override
    public void close() {
        server.close();
    }
}
