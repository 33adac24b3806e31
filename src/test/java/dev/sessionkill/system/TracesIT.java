package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Traces as a collector gets them, and the headers that the vendor gets. */
@Timeout(120)
class TracesIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SAMPLED = "00-" + TRACE + "-b7ad6b7169203331-01";

    private Collector collector;

    @BeforeEach
    void open() throws IOException {
        collector = new Collector();
    }

    @AfterEach
    void close() {
        collector.close();
    }

    @Test
    void showARequestAndAllThatItWaitedForInTheTraceOfItsCaller() throws Exception {
        try (TestGateway gateway = gateway(exported())) {
            assertThat(gateway.send(kill(gateway, "default", SAMPLED)).result())
                    .isEqualTo("KILLED");

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () ->
                                    assertThat(collector.names(TRACE))
                                            .contains(
                                                    "http post /sessions/kill",
                                                    "turn",
                                                    "pair",
                                                    "KillMySqlThreads PREPARE",
                                                    "KillMySqlThreads COMMIT",
                                                    "DescribeMySqlProcessList LIST",
                                                    "transaction"));
        }
    }

    @Test
    void areNotSentWhenTheCallerDoesNotWantThem() throws Exception {
        try (TestGateway gateway = gateway(exported())) {
            gateway.send(kill(gateway, "default", SAMPLED.replaceFirst("01$", "00")));
        }

        assertThat(collector.names(TRACE)).isEmpty();
    }

    @Test
    void areNotRecordedWhileNobodyTakesThemButTheirIdsAreThere() throws Exception {
        try (TestGateway gateway = gateway(List.of())) {
            TestGateway.Answer answer = gateway.send(kill(gateway, "nobody", SAMPLED));

            assertThat(answer.body().path("traceId").asString()).isEqualTo(TRACE);
        }

        assertThat(collector.names(TRACE)).isEmpty();
    }

    @Test
    void areNotToldToTheVendor() throws Exception {
        Set<String> headers = new ConcurrentSkipListSet<>();
        HttpServer vendor =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.createContext(
                "/",
                exchange -> {
                    exchange.getRequestHeaders()
                            .keySet()
                            .forEach(it -> headers.add(it.toLowerCase(Locale.ROOT)));
                    exchange.sendResponseHeaders(500, -1);
                    exchange.close();
                });
        vendor.start();
        List<String> settings =
                Stream.concat(
                                exported().stream(),
                                Stream.of(
                                        "--gateway.accounts.other.endpoint=http://127.0.0.1:"
                                                + vendor.getAddress().getPort(),
                                        "--gateway.accounts.other.region=ap-guangzhou",
                                        "--gateway.accounts.other.credentials.secret-id=an-id",
                                        "--gateway.accounts.other.credentials.secret-key=a-key"))
                        .toList();
        try (TestGateway gateway = gateway(settings)) {
            gateway.send(kill(gateway, "other", SAMPLED));
        } finally {
            vendor.stop(0);
        }

        assertThat(headers)
                .contains("x-tc-action")
                .doesNotContain("traceparent", "tracestate", "baggage", "b3");
        assertThat(collector.names(TRACE)).contains("KillMySqlThreads PREPARE");
    }

    private List<String> exported() {
        return List.of(
                "--management.opentelemetry.tracing.export.otlp.endpoint=" + collector.url(),
                "--management.opentelemetry.tracing.export.schedule-delay=100ms",
                "--management.tracing.sampling.probability=0");
    }

    private static TestGateway gateway(List<String> settings) throws IOException {
        return TestGateway.start(
                SandboxOptions.defaults().withInstances(InMemoryInstances.lively()),
                settings.toArray(String[]::new));
    }

    private static HttpRequest.Builder kill(
            TestGateway gateway, String account, String traceparent) {
        return gateway.request("/sessions/kill")
                .header("traceparent", traceparent)
                .header("Content-Type", "application/json")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                """
                                {"instanceId": "cdb-sandbox1", "account": "%s", "threads": [1001],
                                 "reason": "a test"}
                                """
                                        .formatted(account)));
    }
}
