import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Runs the gateway, whose command line are the arguments, through what it does when it is used, and
 * stops it as Kubernetes does. What the JVM loaded and linked by then is what its AOT cache holds.
 */
final class Training {

    private static final String GATEWAY = "http://127.0.0.1:8080";
    private static final String MANAGEMENT = "http://127.0.0.1:9090";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static void main(String[] command) throws IOException, InterruptedException {
        Process gateway = new ProcessBuilder(command).inheritIO().start();
        try {
            Training training = new Training();
            training.awaitReadiness(gateway);
            training.exercise();
            gateway.destroy();
            if (!gateway.waitFor(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the gateway does not stop");
            }
        } finally {
            gateway.destroyForcibly();
        }
    }

    private void awaitReadiness(Process gateway) throws IOException, InterruptedException {
        while (!ready()) {
            if (gateway.waitFor(200, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the gateway did not start");
            }
        }
    }

    private boolean ready() throws IOException, InterruptedException {
        try {
            URI readiness = URI.create(MANAGEMENT + "/actuator/health/readiness");
            HttpRequest request = HttpRequest.newBuilder(readiness).build();
            return http.send(request, BodyHandlers.ofString()).statusCode() == 200;
        } catch (ConnectException _) {
            return false;
        }
    }

    private void exercise() throws IOException, InterruptedException {
        String token = send(request(GATEWAY + "/sandbox/tokens").POST(BodyPublishers.noBody()));
        for (int thread = 1001; thread <= 1003; thread++) {
            send(authorized("/sessions?instanceId=cdb-sandbox1&limit=5", token));
            send(
                    authorized("/sessions/kill", token)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "training-" + thread)
                            .POST(
                                    BodyPublishers.ofString(
                                            """
                                            {"instanceId": "cdb-sandbox1", "threads": [%d],
                                             "reason": "training"}
                                            """
                                                    .formatted(thread))));
        }
        send(authorized("/sessions/kill?limit=5", token));
        send(authorized("/audit/events?limit=5", token));
        send(authorized("/quota", token));
        send(request(MANAGEMENT + "/actuator/health/liveness"));
        send(request(MANAGEMENT + "/actuator/prometheus"));
    }

    private static HttpRequest.Builder authorized(String path, String token) {
        return request(GATEWAY + path).header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder request(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofMinutes(2));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer + ": " + answer.body());
        }
        return answer.body();
    }
}
