package dev.sessionkill.system;

import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.system.TestGateway.Answer;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one caller asks of a gateway about one instance.
 *
 * @param gateway the gateway
 * @param instance the instance
 * @param token the caller's
 */
public record Calls(TestGateway gateway, String instance, String token) {

    private static final String KILL = "/sessions/kill";

    /** As somebody who is granted everything. */
    public Calls(TestGateway gateway, String instance) {
        this(gateway, instance, gateway.token());
    }

    public Calls as(String subject, String group) {
        String other =
                gateway.upstream().issuer().mint(subject, List.of(group), Duration.ofHours(1));
        return new Calls(gateway, instance, other);
    }

    /** A session with nothing but its id, to be completed. */
    public static ObjectNode session(long thread) {
        return JsonNodeFactory.instance.objectNode().put("thread", thread);
    }

    /** {@code GET /sessions}, with filters such as {@code &user=report}. */
    public Answer get(String filters) throws Exception {
        return gateway.send(request("/sessions?instanceId=" + instance + filters).GET());
    }

    /** The rows that it shows. */
    public List<ObjectNode> list(String filters) throws Exception {
        List<ObjectNode> rows = new ArrayList<>();
        get(filters).body().path("sessions").forEach(it -> rows.add((ObjectNode) it));
        return rows;
    }

    public ObjectNode row(long thread) throws Exception {
        return list("&thread=" + thread).getFirst();
    }

    public Answer kill(ObjectNode... sessions) throws Exception {
        return kill(List.of(sessions));
    }

    public Answer kill(Collection<ObjectNode> sessions) throws Exception {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        rows.addAll(sessions);
        return post(order().set("sessions", rows));
    }

    public Answer killThreads(Collection<Long> threads) throws Exception {
        return post(withThreads(threads));
    }

    /** Only asks what would become of them. */
    public Answer preview(Collection<Long> threads) throws Exception {
        return post(withThreads(threads).put("validateOnly", true));
    }

    private ObjectNode withThreads(Collection<Long> threads) {
        ObjectNode order = order();
        threads.forEach(order.putArray("threads")::add);
        return order;
    }

    private ObjectNode order() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("instanceId", instance)
                .put("reason", "a test");
    }

    private Answer post(JsonNode body) throws Exception {
        return gateway.send(
                request(KILL)
                        .header("Content-Type", "application/json")
                        .header("Prefer", "wait=60")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.uri(path)).header("Authorization", "Bearer " + token);
    }

    /** That session of an answer. */
    public static JsonNode session(Answer answer, long thread) {
        JsonNode kill = answer.body().has("kill") ? answer.body().get("kill") : answer.body();
        for (JsonNode session : kill.path("sessions")) {
            if (session.path("thread").asLong() == thread) {
                return session;
            }
        }
        throw new AssertionError("no session " + thread + " in " + answer.body());
    }

    /** In what a session was found to differ. */
    public static List<String> changes(Answer answer, long thread) {
        List<String> changes = new ArrayList<>();
        session(answer, thread).path("changed").forEach(it -> changes.add(it.asString()));
        return changes;
    }

    /** The sessions that Commits named since the ledger was cleared. */
    public Collection<Long> committed() {
        TreeSet<Long> threads = new TreeSet<>();
        gateway.upstream().ledger().calls(Match.COMMIT).stream()
                .map(Call::threads)
                .forEach(threads::addAll);
        return threads;
    }
}
