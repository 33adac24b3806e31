package dev.sessionkill.crash;

import dev.sessionkill.crash.Evidence.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Many runs, in lives of a few each, a few lives at a time. */
final class Campaign {

    /** How many runs a database lives. */
    private static final int LIFE = 8;

    private static final Path DIRECTORY = Path.of("target", "crash").toAbsolutePath();

    private final String store;
    private final int replicas;
    private final Supplier<String> databases;
    private final long seed = Long.getLong("crash.seed", new Random().nextInt(1_000_000));
    private final int runs;
    private final Figures figures = new Figures();
    private final ConcurrentLinkedQueue<CrashPoint> points = new ConcurrentLinkedQueue<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile boolean broken;

    /**
     * @param store how it is called in what is printed
     * @param databases gives the URL of an empty database; an empty text for a file of its own
     * @param runs how many, unless {@code -Dcrash.runs} says otherwise
     */
    Campaign(String store, int replicas, Supplier<String> databases, int runs) {
        this.store = store;
        this.replicas = replicas;
        this.databases = databases;
        this.runs = Integer.getInteger("crash.runs", runs);
    }

    /** All that was found against the gateway. */
    List<Violation> run() throws Exception {
        print("seed %d, %d runs".formatted(seed, runs));
        WovenGateway gateway = TrainedGateway.shared();
        List<CrashPoint> order = new ArrayList<>(Arrays.asList(CrashPoint.values()));
        Collections.shuffle(order, new Random(seed));
        for (int i = 0; i < runs; i++) {
            points.add(order.get(i % order.size()));
        }
        int lanes = Integer.getInteger("crash.lanes", 3);
        try (ExecutorService threads = Executors.newFixedThreadPool(lanes)) {
            List<Callable<@Nullable Void>> lives = new ArrayList<>();
            for (int first = 0, life = 0; first < runs; first += LIFE, life++) {
                int number = life;
                int most = Math.min(LIFE, runs - first);
                lives.add(() -> whole(gateway, number, most));
            }
            List<Future<@Nullable Void>> results = new ArrayList<>();
            lives.forEach(it -> results.add(threads.submit(it)));
            for (Future<@Nullable Void> result : results) {
                join(result);
            }
        }
        figures.summary().forEach(this::print);
        return figures.violations();
    }

    /** Points that were tried, and at which no gateway was ever killed. */
    Set<String> neverReached() {
        return figures.neverReached();
    }

    private static void join(Future<?> result) throws Exception {
        try {
            result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run broke off", e.getCause());
        }
    }

    /** A life that breaks off ends all others. */
    private @Nullable Void whole(WovenGateway gateway, int number, int most) throws Exception {
        try {
            return live(gateway, number, most);
        } catch (Exception e) {
            broken = true;
            print("life %d breaks off: %s".formatted(number, e));
            throw e;
        }
    }

    private @Nullable Void live(WovenGateway gateway, int number, int most) throws Exception {
        if (broken) {
            return null;
        }
        Random random = new Random(seed * 1_000 + number);
        Path directory = fresh(store + "-" + number);
        String url = databases.get();
        Life.Setup setup =
                new Life.Setup(
                        gateway,
                        replicas,
                        directory,
                        url.isEmpty() ? "jdbc:sqlite:" + directory.resolve("gateway.db") : url);
        try (Life life = new Life(setup, random)) {
            for (int i = 0; i < most && !broken; i++) {
                Plan plan = Plan.drawn(random, point(random), replicas);
                int run = numbers.incrementAndGet();
                long begin = System.nanoTime();
                Life.Outcome outcome = life.run("run " + run, plan);
                figures.add(plan, outcome);
                print(
                        line(
                                run,
                                number,
                                plan,
                                outcome,
                                Duration.ofNanos(System.nanoTime() - begin)));
                outcome.violations().forEach(it -> print("run " + run + ": " + it));
            }
            life.verify();
        }
        if (figures.violations().isEmpty()) {
            delete(directory);
        }
        return null;
    }

    /** Every third run is killed at any moment. */
    private @Nullable CrashPoint point(Random random) {
        String wanted = System.getProperty("crash.point", "");
        if (!wanted.isEmpty()) {
            return CrashPoint.valueOf(wanted);
        }
        return random.nextInt(3) == 0 ? null : points.poll();
    }

    private String line(int run, int life, Plan plan, Life.Outcome outcome, Duration took) {
        return "run %d (seed %d, life %d): %s%s, left %s, %d s%s"
                .formatted(
                        run,
                        seed,
                        life,
                        plan,
                        outcome.struck().reached() ? "" : " NOT REACHED",
                        outcome.struck().left(),
                        took.toSeconds(),
                        outcome.violations().isEmpty() ? "" : " VIOLATIONS");
    }

    private void print(String text) {
        System.out.println("Crash on " + store + ": " + text);
    }

    static Path fresh(String name) throws IOException {
        Files.createDirectories(DIRECTORY);
        return Files.createTempDirectory(DIRECTORY, name + "-");
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
