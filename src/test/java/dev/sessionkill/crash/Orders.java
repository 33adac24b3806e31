package dev.sessionkill.crash;

import dev.sessionkill.crash.Evidence.Answer;
import dev.sessionkill.crash.Evidence.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The kills of one run, asked for at the same time by clients who know what to do in a crash. */
final class Orders {

    private static final List<String> PREFERENCES =
            List.of("respond-async", "respond-async", "wait=5", "wait=30", "");
    private static final long SPREAD = 1200;

    private final Client client;
    private final Random random;
    private final List<Client.Order> orders = new ArrayList<>();
    private final Set<String> withdrawn = new HashSet<>();
    private final List<CompletableFuture<Void>> sent = new ArrayList<>();

    Orders(Client client, Random random) {
        this.client = client;
        this.random = random;
    }

    /** Draws so many orders; the first one is called off at once. */
    void draw(Vendor vendor, String name, int count) {
        Session shared = vendor.session("cdb-1", Duration.ZERO);
        for (int i = 0; i < count; i++) {
            String instance = "cdb-" + (1 + random.nextInt(3));
            Set<Session> sessions = new HashSet<>();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                sessions.add(
                        vendor.session(
                                instance, Duration.ofMillis(random.nextInt(5) == 0 ? 1500 : 0)));
            }
            if (instance.equals(shared.instance()) && random.nextBoolean()) {
                sessions.add(shared);
            }
            boolean withdraw = i == 0 || random.nextInt(8) == 0;
            Client.Order order =
                    client.order(
                            "%s, order %d".formatted(name, i),
                            random.nextBoolean(),
                            sessions,
                            withdraw
                                    ? "respond-async"
                                    : PREFERENCES.get(random.nextInt(PREFERENCES.size())));
            orders.add(order);
            if (withdraw) {
                withdrawn.add(order.asked().reason());
            }
        }
    }

    /** Sends them, each to any of these gateways, within a little more than a second. */
    void send(List<Replica> gateways, Executor threads) {
        for (Client.Order order : orders) {
            Replica gateway = gateways.get(random.nextInt(gateways.size()));
            Executor later =
                    CompletableFuture.delayedExecutor(
                            random.nextLong(SPREAD), TimeUnit.MILLISECONDS, threads);
            sent.add(CompletableFuture.runAsync(() -> send(gateway, order), later));
        }
    }

    private void send(Replica gateway, Client.Order order) {
        client.send(gateway, order);
        if (withdrawn.contains(order.asked().reason())) {
            order.asked().answers().stream()
                    .map(Answer::kill)
                    .filter(it -> !it.isEmpty())
                    .findFirst()
                    .ifPresent(it -> client.cancel(gateway, order.asked(), it));
        }
    }

    /** Repeats those with a key that were not answered, and some that were. */
    void repeat(List<Replica> gateways, Executor threads) {
        for (Client.Order order : orders) {
            Replica gateway = gateways.get(random.nextInt(gateways.size()));
            if (order.asked().key() != null
                    && (order.asked().answers().isEmpty() || random.nextInt(4) == 0)) {
                sent.add(CompletableFuture.runAsync(() -> client.send(gateway, order), threads));
            }
        }
    }

    /** Waits until all have come back, with an answer or without. */
    void awaitAnswers() {
        sent.forEach(CompletableFuture::join);
    }

    /** Asks how each kill stands now. */
    void look(Replica gateway) {
        for (Client.Order order : orders) {
            order.asked().answers().stream()
                    .map(Answer::kill)
                    .filter(it -> !it.isEmpty())
                    .findFirst()
                    .ifPresent(it -> client.look(gateway, order.asked(), it));
        }
    }
}
