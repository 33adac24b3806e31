package dev.sessionkill.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import dev.sessionkill.system.TestGateway;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway of which every answer is held against its own API document. */
final class DescribedGateway implements AutoCloseable {

    private static final Sent.Aim ANY = new Sent.Aim(false, true, false, true);

    private final TestGateway gateway;
    private final ApiDocument document;
    private final List<Oracle> oracles;
    private final Wire wire;

    DescribedGateway(SandboxOptions options, String... settings) throws Exception {
        gateway = TestGateway.start(options, settings);
        wire = new Wire(gateway.uri("/").getPort());
        document =
                new ApiDocument(
                        JsonMapper.shared().readTree(gateway.get("/v3/api-docs").raw().body()));
        oracles = List.of(new BodyOracle(document), new HeaderOracle(document));
    }

    SandboxServer upstream() {
        return gateway.upstream();
    }

    String databaseUrl() {
        return gateway.databaseUrl();
    }

    /** The answer to somebody who may do everything. */
    Answer ask(String method, String target, String body, String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of(lines));
        all.add("Authorization: Bearer " + gateway.token());
        return tell(method, target, body, all);
    }

    Answer get(String target) throws IOException {
        return ask("GET", target, "");
    }

    /** The answer to an order of a kill. */
    Answer kill(String body, String... lines) throws IOException {
        String[] all =
                Stream.concat(Stream.of(lines), Stream.of("Content-Type: application/json"))
                        .toArray(String[]::new);
        return ask("POST", "/sessions/kill", body, all);
    }

    /** The answer to whom the lines name. */
    Answer tell(String method, String target, String body, List<String> lines) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        List<String> all = new ArrayList<>(lines);
        all.add("Host: localhost");
        all.add("Connection: close");
        if (bytes.length > 0) {
            all.add("Content-Length: " + bytes.length);
        }
        Message message = new Message(method, target, all, bytes);
        Answer answer = wire.send(message);
        assertThat(operation(method, message.path()).answers())
                .as("%s %s", message, answer)
                .containsKey(answer.status());
        Sent sent = new Sent(0, message, ANY, null);
        assertThat(oracles.stream().flatMap(it -> it.judge(sent, answer).stream()))
                .as("%s%n%s", message, answer)
                .isEmpty();
        return answer;
    }

    /** Whether the document lets one order this. */
    boolean lets(String order) {
        JsonNode schema = Objects.requireNonNull(operation("POST", "/sessions/kill").body());
        JsonNode body = JsonMapper.shared().readTree(order);
        return new Conformity(document).faults(body, schema).isEmpty();
    }

    private Operation operation(String method, String path) {
        return document.operation(method, path).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        gateway.close();
    }
}
