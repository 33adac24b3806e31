package dev.sessionkill.system;

import dev.sessionkill.SessionKillGateway;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole gateway on free ports, over a DBbrain of its own, with a client that calls it. */
public final class TestGateway implements AutoCloseable {

    private static final Pattern OTHER_KEYS =
            Pattern.compile(
                    "--gateway\\.accounts\\.default\\.credentials\\.(directory|cvm-role)=.*");
    private static final String POOL = "--spring.datasource.hikari.";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path directory;
    private final SandboxServer upstream;
    private final ConfigurableApplicationContext context;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token;

    private TestGateway(Path directory, SandboxServer upstream, List<String> settings) {
        this.directory = directory;
        this.upstream = upstream;
        this.token = upstream.issuer().mint("oncall", List.of("dba"), Duration.ofHours(1));
        this.context =
                new SpringApplicationBuilder(SessionKillGateway.class)
                        .run(settings.toArray(String[]::new));
    }

    /** An answer of the gateway. */
    public record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        public String result() {
            JsonNode kill = body.has("kill") ? body.get("kill") : body;
            return kill.path("result").asString("");
        }

        public String outcome(long thread) {
            JsonNode kill = body.has("kill") ? body.get("kill") : body;
            for (JsonNode session : kill.path("sessions")) {
                if (session.path("thread").asLong() == thread) {
                    return session.path("outcome").asString("");
                }
            }
            return "";
        }

        public String id() {
            return body.path(body.has("killId") ? "killId" : "id").asString();
        }
    }

    public static TestGateway start(SandboxOptions options, String... settings) throws IOException {
        SandboxServer upstream = SandboxServer.start(options);
        Path directory = Files.createTempDirectory("gateway");
        List<String> all = new ArrayList<>();
        all.add("--server.port=0");
        all.add("--management.server.port=0");
        if (Stream.of(settings).noneMatch(it -> it.startsWith("--spring.datasource.url="))) {
            all.add("--spring.datasource.url=jdbc:sqlite:" + directory.resolve("gateway.db"));
        }
        if (Stream.of(settings).noneMatch(it -> it.startsWith(POOL))) {
            // That its wait ends in time is tested where the database is in trouble.
            all.add(POOL + "connection-timeout=60000");
        }
        all.add("--gateway.accounts.default.endpoint=" + upstream.endpoint());
        all.add("--gateway.accounts.default.region=ap-guangzhou");
        if (Stream.of(settings).noneMatch(it -> OTHER_KEYS.matcher(it).matches())) {
            all.add("--gateway.accounts.default.credentials.secret-id=" + options.secretId());
            all.add("--gateway.accounts.default.credentials.secret-key=" + options.secretKey());
        }
        all.add("--gateway.access.issuers[0].uri=" + upstream.issuer().issuer());
        all.add("--gateway.access.issuers[0].jwk-set-uri=" + upstream.issuer().jwkSetUri());
        all.add("--gateway.access.requests-per-second=100000");
        all.add("--gateway.access.grants[0].callers[0]=group:dba");
        all.add("--gateway.access.grants[0].actions=LIST,KILL,AUDIT");
        all.add("--gateway.access.grants[0].accounts[0]=*");
        all.add("--gateway.access.grants[0].instances[0]=*");
        all.add("--gateway.access.grants[0].users[0]=*");
        all.add("--gateway.access.grants[0].databases[0]=*");
        all.addAll(List.of(settings));
        return new TestGateway(directory, upstream, all);
    }

    public SandboxServer upstream() {
        return upstream;
    }

    public JdbcClient database() {
        return context.getBean(JdbcClient.class);
    }

    public String databaseUrl() {
        return "jdbc:sqlite:" + directory.resolve("gateway.db");
    }

    /** Stops the gateway as a signal would; its upstream goes on. */
    public void stop() {
        context.close();
    }

    /** Tells its parts that it is about to stop, as the first thing that a signal does. */
    public void stopAccepting() {
        context.publishEvent(new ContextClosedEvent(context));
    }

    /** How many slots of the kills' budget are open, as the gauge tells. */
    public int openSlots() {
        return (int)
                context.getBean(MeterRegistry.class)
                        .get("resilience4j.ratelimiter.available.permissions")
                        .tag("name", "default/" + Match.KILL_ACTION)
                        .gauge()
                        .value();
    }

    public URI uri(String path) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public Answer kill(String instance, long... threads) throws Exception {
        return kill("wait=60", instance, threads);
    }

    public Answer kill(String prefer, String instance, long... threads) throws Exception {
        return send(
                request("/sessions/kill")
                        .header("Content-Type", "application/json")
                        .header("Prefer", prefer)
                        .POST(body(instance, threads)));
    }

    /** A kill by somebody else. */
    public Answer killAs(String subject, String group, String instance, long... threads)
            throws Exception {
        return send(
                requestAs(subject, group, "/sessions/kill")
                        .header("Content-Type", "application/json")
                        .POST(body(instance, threads)));
    }

    /** A kill with a body of the caller's making; %s stands for the fields that are required. */
    public Answer post(String body) throws Exception {
        String required = "\"instanceId\":\"cdb-1\",\"threads\":[1],\"reason\":\"a test\"";
        return send(
                request("/sessions/kill")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.formatted(required))));
    }

    private static HttpRequest.BodyPublisher body(String instance, long... threads) {
        return HttpRequest.BodyPublishers.ofString(
                """
                {"instanceId": "%s", "threads": %s, "reason": "a test"}
                """
                        .formatted(instance, Arrays.toString(threads)));
    }

    public HttpRequest.Builder requestAs(String subject, String group, String path) {
        String other = upstream.issuer().mint(subject, List.of(group), Duration.ofHours(1));
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + other);
    }

    public Answer get(String path) throws Exception {
        return send(request(path).GET());
    }

    public String token() {
        return token;
    }

    /** The body of a page on the management port. */
    public String management(String path) throws Exception {
        String port = context.getEnvironment().getRequiredProperty("local.management.port");
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Runs the calls at the same time and returns their answers. */
    public static <T> List<T> together(List<? extends Callable<T>> calls)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token);
    }

    public Answer send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), JSON.readTree(answer.body()), answer);
    }

    @Override
    public void close() throws IOException {
        context.close();
        upstream.close();
        http.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
