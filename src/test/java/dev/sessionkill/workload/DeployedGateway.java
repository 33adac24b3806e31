package dev.sessionkill.workload;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import dev.sessionkill.system.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A gateway from the image, with no more rights than the chart gives it. It shares the network of
 * the tests, so that it reaches a vendor that only listens there.
 */
final class DeployedGateway implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration START = Duration.ofMinutes(2);

    /** As the chart's terminationGracePeriodSeconds. */
    private static final int GRACE_SECONDS = 30;

    private final DockerClient engine;
    private final GenericContainer<?> container;
    private final int port = FreePort.next();
    private final int management = FreePort.next();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;

    private DeployedGateway(String image, String token, List<String> settings) {
        this.token = token;
        List<String> command = new ArrayList<>(settings);
        command.add("--server.port=" + port);
        command.add("--management.server.port=" + management);
        this.container =
                new GenericContainer<>(image)
                        .withNetworkMode("host")
                        .withTmpFs(Map.of("/tmp", "rw"))
                        .withCreateContainerCmdModifier(DeployedGateway::restrict)
                        // Ends the JVM if the cache cannot be used; else that would only be slow.
                        .withEnv("JDK_JAVA_OPTIONS", "-XX:AOTMode=on")
                        .withCommand(command.toArray(String[]::new))
                        .waitingFor(
                                Wait.forLogMessage(".*Started SessionKillGateway.*", 1)
                                        .withStartupTimeout(START));
        this.engine = container.getDockerClient();
    }

    /** Starts one and waits until it is ready. */
    static DeployedGateway start(String image, String token, List<String> settings) {
        DeployedGateway gateway = new DeployedGateway(image, token, settings);
        gateway.container.start();
        await().atMost(START).until(gateway::isReady);
        return gateway;
    }

    private static void restrict(CreateContainerCmd command) {
        Objects.requireNonNull(command.getHostConfig())
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"));
    }

    /**
     * An answer of the gateway.
     *
     * @param replayed whether it is that of an equal request before
     */
    record Answer(int status, JsonNode body, boolean replayed) {}

    /** Asks for the end of one session and does not wait for it. */
    Answer kill(String instance, long thread) throws IOException, InterruptedException {
        return send(
                request("/sessions/kill")
                        .header("Content-Type", "application/json")
                        .header("Prefer", "respond-async")
                        .header("Idempotency-Key", instance)
                        .POST(
                                BodyPublishers.ofString(
                                        """
                                        {"instanceId": "%s", "threads": [%d], "reason": "a test"}
                                        """
                                                .formatted(instance, thread))));
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    /** SIGTERM, and SIGKILL when its time is over. Returns the exit code. */
    long terminate() {
        engine.stopContainerCmd(container.getContainerId()).withTimeout(GRACE_SECONDS).exec();
        return exitCode();
    }

    /** SIGKILL. Returns the exit code. */
    long kill9() {
        engine.killContainerCmd(container.getContainerId()).exec();
        return exitCode();
    }

    @Override
    public void close() {
        container.stop();
        http.close();
    }

    private long exitCode() {
        return Objects.requireNonNull(
                engine.inspectContainerCmd(container.getContainerId())
                        .exec()
                        .getState()
                        .getExitCodeLong());
    }

    private boolean isReady() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + management + "/actuator/health/readiness");
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(
                answer.statusCode(),
                JSON.readTree(answer.body()),
                answer.headers().firstValue("Idempotency-Replayed").isPresent());
    }
}
