package dev.sessionkill.crash;

import dev.sessionkill.crash.Evidence.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One database and its gateways, which are hit and come back, run after run. */
final class Life implements AutoCloseable {

    private static final int ORDERS = 12;
    private static final Duration TO_END = Duration.ofSeconds(110);

    private final Setup setup;
    private final Random random;
    private final Vendor vendor;
    private final Client client;
    private final Cluster cluster;
    private final Set<Violation> known = new HashSet<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * What lives.
     *
     * @param gateway what is started
     * @param replicas how many
     * @param directory for logs
     * @param url of the database, which is empty
     */
    record Setup(WovenGateway gateway, int replicas, Path directory, String url) {}

    /**
     * What came of a run.
     *
     * @param struck what the blow found
     * @param evidence of this life so far
     * @param violations that were not there before
     */
    record Outcome(Cluster.Struck struck, Evidence evidence, List<Violation> violations) {}

    Life(Setup setup, Random random) throws InterruptedException {
        this.setup = setup;
        this.random = random;
        this.vendor = new Vendor(setup.replicas());
        this.client = new Client(vendor.token("oncall"));
        this.cluster = new Cluster(setup.url(), random);
        for (int door = 0; door < setup.replicas(); door++) {
            List<String> settings = new ArrayList<>(vendor.settings(door));
            settings.add("--spring.datasource.url=" + setup.url());
            Path directory = setup.directory().resolve("gateway-" + door);
            cluster.add(new Replica(setup.gateway(), directory, settings));
        }
    }

    Outcome run(String name, Plan plan) throws InterruptedException {
        Replica victim = cluster.any();
        plan.begin(vendor, random);
        Orders orders = new Orders(client, random);
        orders.draw(vendor, name, ORDERS);
        cluster.arm(victim, plan);
        orders.send(cluster.gateways(), threads);
        Cluster.Struck struck = cluster.strike(victim, plan, () -> plan.crashed(vendor));
        orders.repeat(cluster.gateways(), threads);
        awaitEnds();
        orders.awaitAnswers();
        awaitEnds();
        orders.look(cluster.any());
        Evidence evidence = evidence();
        List<Violation> fresh = Checker.check(evidence).stream().filter(known::add).toList();
        return new Outcome(struck, evidence, fresh);
    }

    private void awaitEnds() {
        RecordReader database = cluster.now();
        boolean _ =
                Cluster.happens(
                        TO_END, () -> database.unfinished().isEmpty() && !database.hasRollbacks());
    }

    private Evidence evidence() {
        RecordReader database = cluster.now();
        return new Evidence(
                client.asked(),
                vendor.arrivals(),
                database.events(),
                database.kills(),
                vendor.alive(),
                cluster.outages(),
                cluster.pauses());
    }

    /** Verifies the chain with the gateway's own command, as an auditor would. */
    void verify() {
        try {
            WovenGateway.run(
                    setup.directory(),
                    WovenGateway.JAVA.toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-jar",
                    WovenGateway.PACKAGED.toString(),
                    "audit",
                    "verify",
                    "--database",
                    setup.url());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cluster.close();
        client.close();
        threads.shutdownNow();
        vendor.close();
    }
}
