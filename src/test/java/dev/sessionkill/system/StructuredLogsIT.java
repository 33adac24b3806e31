package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.Fault;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxSession;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log as JSON, one object a line, whatever somebody sends. */
@ExtendWith(OutputCaptureExtension.class)
class StructuredLogsIT {

    private static final String ECS = "--logging.structured.format.console=ecs";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String FORGED = "{\"message\":\"forged\"}";

    /** Line ends, the escape of terminals, and what would be a line of its own. */
    private static final String HOSTILE = "x\r\n" + FORGED + "\n\u001b[2J\u2028" + FORGED;

    @Test
    void nameTheTraceTheKillAndItsCaller(CapturedOutput output) throws Exception {
        String id;
        try (TestGateway gateway =
                TestGateway.start(
                        SandboxOptions.defaults().withInstances(InMemoryInstances.lively()), ECS)) {
            gateway.upstream()
                    .faults()
                    .next(Match.PREPARE, Fault.error("RequestLimitExceeded", false));
            id =
                    gateway.send(
                                    request(gateway, "cdb-sandbox1", 1001, "a test")
                                            .header(
                                                    "traceparent",
                                                    "00-" + TRACE + "-b7ad6b7169203331-00"))
                            .id();
        }

        assertThat(lines(output))
                .anySatisfy(
                        it -> {
                            assertThat(it.path("message").asString(""))
                                    .startsWith("PREPARE not executed");
                            assertThat(it.path("kill").asString("")).isEqualTo(id);
                            assertThat(it.path("caller").asString("")).isEqualTo("sub:oncall");
                            assertThat(it.path("traceId").asString("")).isEqualTo(TRACE);
                        });
    }

    @Test
    void cannotBeForgedByWhatSomebodySends(CapturedOutput output) throws Exception {
        InMemoryInstances instances =
                InMemoryInstances.empty()
                        .add("cdb-1", SandboxSession.idle(1, HOSTILE, HOSTILE, HOSTILE, 3));
        try (TestGateway gateway =
                TestGateway.start(
                        SandboxOptions.defaults().withInstances(instances),
                        ECS,
                        "--logging.level.root=trace",
                        "--logging.level.dev.sessionkill=trace")) {
            gateway.get("/sessions?instanceId=cdb-1");
            gateway.upstream().faults().next(Match.COMMIT, Fault.error(HOSTILE, false));
            gateway.send(request(gateway, "cdb-1", 1, "a test"));
            gateway.send(request(gateway, "cdb-1", 1, HOSTILE));
            gateway.send(request(gateway, HOSTILE, 1, "a test"));
            gateway.send(gateway.requestAs(HOSTILE, HOSTILE, "/sessions?instanceId=cdb-1").GET());
            gateway.send(gateway.request("/sessions/kill/x%0d%0a" + "forged").GET());
            gateway.send(
                    gateway.request("/sessions?user=%0d%0a%7B%22message%22%3A%22forged%22%7D")
                            .GET());
        }

        assertThat(lines(output))
                .hasSizeGreaterThan(100)
                .noneMatch(it -> it.path("message").asString("").equals("forged"));
        assertThat(output.getAll()).contains("forged").doesNotContain("\u001b");
    }

    private static HttpRequest.Builder request(
            TestGateway gateway, String instance, long thread, String reason) {
        return gateway.request("/sessions/kill")
                .header("Content-Type", "application/json")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                JsonMapper.shared()
                                        .createObjectNode()
                                        .put("instanceId", instance)
                                        .put("reason", reason)
                                        .set(
                                                "threads",
                                                JsonMapper.shared().createArrayNode().add(thread))
                                        .toString()));
    }

    /** Each line from the first that is JSON on. A line that is none is found here. */
    private static List<JsonNode> lines(CapturedOutput output) {
        return output.getAll()
                .lines()
                .dropWhile(it -> !it.startsWith("{\"@timestamp\""))
                .map(it -> JsonMapper.shared().readTree(it))
                .toList();
    }
}
