package dev.sessionkill.crash;

import dev.sessionkill.crash.Evidence.Answer;
import dev.sessionkill.crash.Evidence.Asked;
import dev.sessionkill.crash.Evidence.Session;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Asks gateways for kills, and writes down what it asked and was answered. */
final class Client implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String KILLS = "/sessions/kill";
    private static final Duration PATIENCE = Duration.ofSeconds(70);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final String token;

    Client(String token) {
        this.token = token;
    }

    /**
     * What is to be asked.
     *
     * @param asked the order
     * @param prefer how long to wait; empty for the gateway's own mind
     */
    record Order(Asked asked, String prefer) {}

    /** An order that is written down from now on. */
    Order order(String reason, boolean withKey, Set<Session> sessions, String prefer) {
        Asked order =
                new Asked(
                        reason,
                        withKey ? "key-" + reason : null,
                        Set.copyOf(sessions),
                        new CopyOnWriteArrayList<>());
        asked.add(order);
        return new Order(order, prefer);
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Asks for a kill; false when nothing came back. */
    boolean send(Replica gateway, Order order) {
        HttpRequest.Builder request =
                request(gateway, KILLS)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body(order.asked())));
        if (order.asked().key() != null) {
            request.header("Idempotency-Key", order.asked().key());
        }
        if (!order.prefer().isEmpty()) {
            request.header("Prefer", order.prefer());
        }
        return answered(order.asked(), "POST", request);
    }

    /** Asks for the kill as it stands now. */
    boolean look(Replica gateway, Asked order, String kill) {
        return answered(order, "GET", request(gateway, KILLS + "/" + kill).GET());
    }

    /** Calls it off, if it can be. */
    boolean cancel(Replica gateway, Asked order, String kill) {
        return answered(order, "DELETE", request(gateway, KILLS + "/" + kill).DELETE());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static String body(Asked order) {
        String instance = order.sessions().iterator().next().instance();
        return JsonNodeFactory.instance
                .objectNode()
                .put("instanceId", instance)
                .put("reason", order.reason())
                .set(
                        "threads",
                        JSON.valueToTree(
                                order.sessions().stream()
                                        .map(Session::thread)
                                        .sorted()
                                        .collect(Collectors.toList())))
                .toString();
    }

    private HttpRequest.Builder request(Replica gateway, String path) {
        return HttpRequest.newBuilder(gateway.uri(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private boolean answered(Asked order, String what, HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode body =
                    answer.body().isEmpty()
                            ? JsonNodeFactory.instance.objectNode()
                            : JSON.readTree(answer.body());
            order.answers().add(new Answer(what, answer.statusCode(), body));
            return true;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
