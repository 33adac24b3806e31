package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole gateway: its own description says what its operations are. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "spring.datasource.url=jdbc:sqlite::memory:"})
@ActiveProfiles("sandbox")
class UnreadQueriesIT {

    @Value("${local.server.port}")
    private int port;

    @Test
    void areRefusedByEveryOperation() throws IOException {
        String token = send("POST", "/sandbox/tokens", "").body();
        List<String> asked = new ArrayList<>();
        JsonNode paths = JsonMapper.shared().readTree(send("GET", "/v3/api-docs", "").body());
        for (var path : paths.get("paths").properties()) {
            for (String name : path.getValue().propertyNames()) {
                String method = name.toUpperCase(Locale.ROOT);
                String query = path.getKey().replace("{id}", "1") + "?validateOnly=true";

                RawHttp.Answer answer = send(method, query, token);

                asked.add(method + " " + path.getKey());
                assertThat(answer.status()).as(query).isEqualTo(400);
                JsonNode problem =
                        ProblemShape.of(
                                ProblemCode.INVALID_REQUEST,
                                answer.header("content-type"),
                                answer.body());
                assertThat(ProblemShape.fields(problem)).as(query).contains("validateOnly");
                assertThat(ProblemShape.messages(problem)).contains("is not a known parameter");
            }
        }
        assertThat(asked).contains("POST /sessions/kill", "GET /quota", "GET /audit/verification");
    }

    private RawHttp.Answer send(String method, String path, String token) throws IOException {
        return RawHttp.send(
                port,
                method
                        + " "
                        + path
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
                        + "Content-Type: application/json\r\nContent-Length: 0\r\n\r\n");
    }
}
