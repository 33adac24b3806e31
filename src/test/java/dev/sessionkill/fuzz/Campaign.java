package dev.sessionkill.fuzz;

import dev.sessionkill.system.TestGateway;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Many requests to one gateway, a few at a time, and what was found. */
final class Campaign {

    private static final int LANES = 8;

    /** A fault that every request meets need not be told a thousand times. */
    private static final int ENOUGH = 40;

    private static final String KILL = "/sessions/kill/";

    private final TestGateway gateway;
    private final long seed;
    private final Wire wire;
    private final ApiDocument document;
    private final List<Oracle> oracles;
    private final Maker maker;
    private final Dispatches dispatches = new Dispatches();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
    private final Queue<String> kills = new ConcurrentLinkedQueue<>();
    private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();

    Campaign(TestGateway gateway, long seed, List<String> secrets) throws Exception {
        this.gateway = gateway;
        this.seed = seed;
        this.wire = new Wire(gateway.uri("/").getPort());
        this.document =
                new ApiDocument(
                        JsonMapper.shared().readTree(gateway.get("/v3/api-docs").raw().body()));
        Tokens tokens = new Tokens(gateway.upstream().issuer());
        List<String> hidden = new ArrayList<>(secrets);
        hidden.addAll(tokens.secrets());
        this.oracles = oracles(document, hidden);
        this.maker = new Maker(document, tokens, seed);
    }

    static List<Oracle> oracles(ApiDocument document, List<String> secrets) {
        return List.of(
                new StatusOracle(document),
                new ProblemOracle(document),
                new BodyOracle(document),
                new HeaderOracle(document),
                new SilenceOracle(secrets));
    }

    /** Sends requests of these numbers, and returns all that was found. */
    List<Finding> run(int first, int count) throws Exception {
        AtomicInteger next = new AtomicInteger(first);
        List<Callable<Integer>> lanes =
                IntStream.range(0, LANES)
                        .<Callable<Integer>>mapToObj(_ -> () -> lane(next, first + count))
                        .toList();
        long begun = System.nanoTime();
        TestGateway.together(lanes);
        print(
                "seed %d, %d requests in %d s, statuses %s, %d kills, %d calls to the vendor"
                        .formatted(
                                seed,
                                count,
                                Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                                statuses,
                                kills.size(),
                                gateway.upstream().ledger().calls().size()));
        findings.addAll(dispatches.judge(gateway.upstream().ledger().calls()));
        findings.addAll(new Aftermath(gateway).judge());
        print(findings.size() + " findings");
        findings.stream().limit(ENOUGH).forEach(it -> print(it.toString()));
        return List.copyOf(findings);
    }

    private int lane(AtomicInteger next, int end) throws IOException {
        int number = next.getAndIncrement();
        while (number < end) {
            one(number);
            number = next.getAndIncrement();
        }
        return number;
    }

    private void one(int number) throws IOException {
        Sent sent = named(maker.draw(number));
        Answer answer = send(sent);
        statuses.computeIfAbsent(answer.status(), _ -> new AtomicInteger()).incrementAndGet();
        String location = answer.header("location");
        if (location.startsWith(KILL)) {
            kills.add(location.substring(KILL.length()));
        }
        for (Finding finding : judge(sent, answer)) {
            findings.add(finding);
            if (findings.size() < ENOUGH) {
                told(sent, answer, finding);
            }
        }
    }

    private Answer send(Sent sent) throws IOException {
        Answer answer = wire.send(sent.message());
        dispatches.note(sent, answer);
        return answer;
    }

    private List<Finding> judge(Sent sent, Answer answer) {
        return oracles.stream().flatMap(it -> it.judge(sent, answer).stream()).toList();
    }

    private void told(Sent sent, Answer answer, Finding finding) throws IOException {
        Sent least =
                new Shrinker(
                                (rule, it) ->
                                        judge(it, send(it)).stream()
                                                .anyMatch(found -> found.rule() == rule))
                        .shrunk(finding.rule(), sent);
        print(
                "-Dfuzz.seed=%d -Dfuzz.only=%d: %s\n  sent, at its smallest: %s\n  answered: %s"
                        .formatted(
                                seed,
                                sent.number(),
                                finding,
                                least.message(),
                                (answer.head() + "\n\n" + answer.body())
                                        .transform(
                                                it ->
                                                        it.length() < 1_500
                                                                ? it
                                                                : it.substring(0, 1_500))));
    }

    /** With the id of a kill that there is, if there is one, where one is to stand. */
    private Sent named(Sent sent) {
        String target = sent.message().target();
        if (!target.contains(Sent.KILL)) {
            return sent;
        }
        String id = kills.poll();
        if (id == null) {
            id = UUID.randomUUID().toString();
        } else {
            kills.add(id);
        }
        return sent.with(sent.message().to(target.replace(Sent.KILL, id)));
    }

    /** How often each status was answered. */
    Map<Integer, Integer> statuses() {
        Map<Integer, Integer> counts = new TreeMap<>();
        statuses.forEach((status, count) -> counts.put(status, count.get()));
        return counts;
    }

    static void print(String text) {
        System.out.println("Fuzz: " + text);
    }
}
