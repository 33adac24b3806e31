package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What goes over the wire, as a server sees it that believes everything. */
class WireTests {

    private static final String ANSWER =
            """
            {"Response":{"SqlExecId":"s-1","Threads":[],"ProcessList":[],"RequestId":"r"}}\
            """;

    private final HttpServer server = start();
    private final String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
    private final List<Map<String, String>> heads = new ArrayList<>();
    private final List<JsonNode> bodies = new ArrayList<>();

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void writesTheVendorsRequests() throws InterruptedException {
        try (TestAccount account = account("credentials.token=")) {
            try (Ticket ticket = account.ticket()) {
                account.dbbrain().commit(ticket, 1, CallJournal.NONE);
            }
            list(account, TestAccount.TARGET, ProcessQuery.all(500));
            list(account, TestAccount.TARGET, ProcessQuery.byId(new ThreadId(Long.MAX_VALUE)));
        }

        assertThat(bodies.getFirst().path("Threads").valueStream().map(JsonNode::longValue))
                .containsExactlyInAnyOrder(1L, 2L);
        assertThat(bodies.stream().map(WireTests::withoutThreads))
                .containsExactly(
                        json("{'InstanceId':'cdb-a','Product':'mysql','Stage':'Prepare'}"),
                        json(
                                "{'InstanceId':'cdb-a','Product':'mysql','Stage':'Commit',"
                                        + "'SqlExecId':'s-1'}"),
                        json("{'InstanceId':'cdb-a','Product':'mysql','Limit':500}"),
                        json(
                                "{'InstanceId':'cdb-a','Product':'mysql','Limit':20,"
                                        + "'ID':9223372036854775807}"));
        assertThat(heads.stream().map(it -> it.get("X-tc-action")))
                .containsExactly(
                        "KillMySqlThreads",
                        "KillMySqlThreads",
                        "DescribeMySqlProcessList",
                        "DescribeMySqlProcessList");
        assertThat(heads)
                .allSatisfy(
                        it ->
                                assertThat(it)
                                        .containsEntry("X-tc-version", "2021-05-27")
                                        .containsEntry("Host", endpoint.substring(7))
                                        .doesNotContainKey("X-tc-token"));
    }

    @Test
    void namesTheRegionOfEachTarget() throws InterruptedException {
        try (TestAccount account =
                account("regions=ap-guangzhou,ap-beijing", "credentials.token=hunter3")) {
            for (String region : List.of("ap-guangzhou", "ap-beijing", "ap-guangzhou")) {
                list(account, TestAccount.target(region), ProcessQuery.all(1));
            }
        }

        assertThat(heads.stream().map(it -> it.get("X-tc-region")))
                .containsExactly("ap-guangzhou", "ap-beijing", "ap-guangzhou");
        assertThat(heads).allSatisfy(it -> assertThat(it).containsEntry("X-tc-token", "hunter3"));
    }

    private TestAccount account(String... more) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "endpoint=" + endpoint,
                                "credentials.secret-id=id",
                                "credentials.secret-key=key"));
        settings.addAll(List.of(more));
        return new TestAccount(settings.toArray(String[]::new));
    }

    private static void list(TestAccount account, Target target, ProcessQuery query)
            throws InterruptedException {
        assertThat(account.list(target, query, TestAccount.soon())).isInstanceOf(Reply.Done.class);
    }

    private HttpServer start() {
        try {
            HttpServer started =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.createContext("/", this::answer);
            started.start();
            return started;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            heads.add(
                    Map.copyOf(
                            exchange.getRequestHeaders().entrySet().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    Map.Entry::getKey,
                                                    it -> it.getValue().getFirst()))));
            bodies.add(JsonMapper.shared().readTree(exchange.getRequestBody()));
            byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static JsonNode withoutThreads(JsonNode body) {
        return body.deepCopy().asObject().without("Threads");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}
