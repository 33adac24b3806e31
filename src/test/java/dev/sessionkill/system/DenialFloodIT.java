package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.SandboxOptions;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody without a grant who asks ten thousand times. */
class DenialFloodIT {

    private static final int REQUESTS = 10_000;

    @Test
    void fillsNoRecordAndIsAnsweredEachTime(@TempDir Path directory) throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("gateway.db");
        long began = System.nanoTime();
        try (TestGateway gateway =
                TestGateway.start(SandboxOptions.defaults(), "--spring.datasource.url=" + url)) {
            assertThat(statuses(gateway)).hasSize(REQUESTS).containsOnly(403);
        }
        long minutes = Duration.ofNanos(System.nanoTime() - began).toMinutes() + 1;

        assertThat(Files.exists(directory.resolve("gateway.db"))).isTrue();
        JdbcClient record = JdbcClient.create(new DriverManagerDataSource(url));
        List<String> summaries =
                record.sql("select data from audit_event where kind = 'DENIALS_SUMMARISED'")
                        .query((row, _) -> row.getString("data"))
                        .list();
        int inFull =
                record.sql("select count(*) from audit_event where kind = 'DENIED'")
                        .query(Integer.class)
                        .single();
        assertThat(inFull + summaries.size()).isLessThanOrEqualTo((int) (22 * minutes));
        assertThat(inFull + summaries.stream().mapToInt(DenialFloodIT::count).sum())
                .isEqualTo(REQUESTS);
        assertThat(String.join("", summaries))
                .contains("\"action\":\"KILL\"", "\"action\":\"LIST\"", "\"action\":\"AUDIT\"");
    }

    private static List<Integer> statuses(TestGateway gateway) throws Exception {
        String token =
                gateway.upstream().issuer().mint("ann", List.of("nobody"), Duration.ofHours(1));
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            int number = i;
            calls.add(() -> gateway.send(request(gateway, number, token)).status());
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }

    private static HttpRequest.Builder request(TestGateway gateway, int number, String token) {
        HttpRequest.Builder request =
                switch (number % 3) {
                    case 0 ->
                            HttpRequest.newBuilder(gateway.uri("/sessions/kill"))
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            BodyPublishers.ofString(
                                                    """
                                                    {"instanceId": "cdb-sandbox1",
                                                     "threads": [1001], "reason": "a test"}
                                                    """));
                    case 1 ->
                            HttpRequest.newBuilder(
                                    gateway.uri("/sessions?instanceId=cdb-sandbox1"));
                    default -> HttpRequest.newBuilder(gateway.uri("/audit/events"));
                };
        return request.header("Authorization", "Bearer " + token);
    }

    private static int count(String summary) {
        JsonNode data = JsonMapper.shared().readTree(summary);
        return data.get("count").intValue();
    }
}
