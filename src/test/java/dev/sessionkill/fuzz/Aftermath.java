package dev.sessionkill.fuzz;

import dev.sessionkill.system.TestGateway;
import dev.sessionkill.system.TestGateway.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the gateway stands when all is over: well, and with a record that is sound and whole. */
final class Aftermath {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration TO_VERIFY = Duration.ofMinutes(5);

    private final TestGateway gateway;

    Aftermath(TestGateway gateway) {
        this.gateway = gateway;
    }

    List<Finding> judge() throws Exception {
        List<Finding> found = new ArrayList<>();
        JsonNode verified =
                Awaitility.await()
                        .atMost(TO_VERIFY)
                        .until(
                                this::verification,
                                it -> !it.path("state").asString("").equals("VERIFYING"));
        if (!verified.path("state").asString("").equals("SOUND")) {
            found.add(new Finding(Rule.UNSOUND, verified.toString()));
        }
        lines(found);
        Answer kill = gateway.kill("cdb-aftermath", 1);
        if (kill.status() != 200) {
            found.add(new Finding(Rule.SERVER_ERROR, "a kill afterwards: " + kill.status()));
        }
        return found;
    }

    private JsonNode verification() throws Exception {
        return gateway.get("/audit/verification").body();
    }

    /** Every event can be exported, in its order and without a gap. */
    private void lines(List<Finding> found) throws Exception {
        HttpRequest request =
                gateway.request("/audit/events").header("Accept", "application/x-ndjson").build();
        long last = 0;
        for (String line : exported(request)) {
            JsonNode event = parsed(line);
            if (event.path("seq").asLong(-1) != last + 1) {
                found.add(new Finding(Rule.UNSOUND, "after event " + last + " comes " + line));
                return;
            }
            last++;
        }
        Campaign.print(last + " events on record");
    }

    private static List<String> exported(HttpRequest request) throws Exception {
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofLines()).body().toList();
        }
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }
}
