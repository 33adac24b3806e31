package dev.sessionkill.crash;

import dev.sessionkill.crash.Evidence.Arrival;
import dev.sessionkill.crash.Evidence.Kind;
import dev.sessionkill.crash.Evidence.Session;
import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.Fault;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import dev.sessionkill.sandbox.SandboxSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The vendor, who outlives every gateway: the sandbox, with a door for each gateway to the same
 * instances.
 */
final class Vendor implements AutoCloseable {

    private static final Set<String> INSTANCES = Set.of("cdb-1", "cdb-2", "cdb-3");

    private final InMemoryInstances instances = InMemoryInstances.empty();
    private final SandboxOptions options = SandboxOptions.defaults().withInstances(instances);
    private final List<SandboxServer> doors;
    private final long epoch = System.currentTimeMillis() * 1_000_000 - System.nanoTime();
    private long nextThread = 1000;

    Vendor(int gateways) {
        doors = IntStream.range(0, gateways).mapToObj(_ -> SandboxServer.start(options)).toList();
    }

    /** What a gateway must be told to use that door. */
    List<String> settings(int door) {
        String account = "--gateway.accounts.default.";
        String issuer = "--gateway.access.issuers[0].";
        String grant = "--gateway.access.grants[0].";
        return List.of(
                account + "endpoint=" + doors.get(door).endpoint(),
                account + "region=ap-guangzhou",
                account + "credentials.secret-id=" + options.secretId(),
                account + "credentials.secret-key=" + options.secretKey(),
                issuer + "uri=" + doors.getFirst().issuer().issuer(),
                issuer + "jwk-set-uri=" + doors.getFirst().issuer().jwkSetUri(),
                "--gateway.access.requests-per-second=100000",
                grant + "callers[0]=group:dba",
                grant + "actions=LIST,KILL,AUDIT",
                grant + "accounts[0]=*",
                grant + "instances[0]=*",
                grant + "users[0]=*",
                grant + "databases[0]=*");
    }

    String token(String caller) {
        return doors.getFirst().issuer().mint(caller, List.of("dba"), Duration.ofHours(12));
    }

    /** A new session under an id that was never used. */
    Session session(String instance, Duration rollback) {
        long id = nextThread++;
        instances.addRollingBack(
                instance,
                SandboxSession.running(
                        id, "app", "10.0.0.7:" + (2000 + id % 60_000), "shop", 60, "select " + id),
                rollback);
        return new Session(instance, id);
    }

    void latency(Duration latency) {
        doors.forEach(it -> it.latency(latency));
    }

    /** From now on these calls, and only these, may go wrong. */
    void faults(Match match, IntFunction<@Nullable Fault> faults) {
        doors.forEach(
                it -> {
                    it.faults().clear();
                    it.faults().always(match, faults);
                });
    }

    void noFaults() {
        doors.forEach(it -> it.faults().clear());
    }

    /** Every call that has arrived, in the order of arrival. */
    List<Arrival> arrivals() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int door = 0; door < doors.size(); door++) {
            for (Call call : doors.get(door).ledger().calls()) {
                arrivals.add(arrival(door, call));
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::at));
        return arrivals;
    }

    Set<Session> alive() {
        Set<Session> alive = new HashSet<>();
        for (String instance : INSTANCES) {
            instances.threads(instance).forEach(it -> alive.add(new Session(instance, it)));
        }
        return alive;
    }

    @Override
    public void close() {
        doors.forEach(SandboxServer::close);
    }

    private Arrival arrival(int door, Call call) {
        Kind kind =
                call.action().equals(Match.LIST_ACTION)
                        ? Kind.LIST
                        : "Commit".equals(call.stage()) ? Kind.COMMIT : Kind.PREPARE;
        return new Arrival(
                door,
                (call.completeNanos() + epoch) / 1_000_000,
                kind,
                call.sqlExecId(),
                Objects.requireNonNullElse(call.instance(), ""),
                call.threads(),
                call.executed(),
                call.answered());
    }
}
