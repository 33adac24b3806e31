package dev.sessionkill.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.SessionKillGateway;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every kind of bad token at every operation of the API document, on the gateway as a whole. */
@SpringBootTest(
        classes = SessionKillGateway.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "spring.datasource.url=jdbc:sqlite::memory:",
            "gateway.accounts.default.region=ap-guangzhou",
            "gateway.access.grants[0].callers=group:dba",
            "gateway.access.grants[0].actions=LIST,KILL,AUDIT",
            "gateway.access.grants[0].accounts=*",
            "gateway.access.grants[0].instances=*",
            "gateway.access.grants[0].users=*",
            "gateway.access.grants[0].databases=*"
        })
@Import(BadTokensIT.StandingClock.class)
class BadTokensIT {

    private static final SandboxServer upstream =
            SandboxServer.start(
                    SandboxOptions.defaults().withInstances(InMemoryInstances.lively()));
    private static final TestIssuer issuer =
            new TestIssuer(SettableClock.START, TestKeys.published());
    private static final HttpClient http = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String ORDER =
            """
            {"instanceId": "cdb-sandbox1", "threads": [1001], "reason": "a test"}
            """;

    @Value("${local.server.port}")
    private int port;

    @Autowired private JdbcClient database;

    static class StandingClock {

        @Bean
        Clock clock() {
            return new SettableClock();
        }
    }

    @DynamicPropertySource
    static void others(DynamicPropertyRegistry registry) {
        String account = "gateway.accounts.default.";
        registry.add(account + "endpoint", upstream::endpoint);
        registry.add(account + "credentials.secret-id", () -> upstream.options().secretId());
        registry.add(account + "credentials.secret-key", () -> upstream.options().secretKey());
        registry.add("gateway.access.issuers[0].uri", issuer::uri);
        registry.add("gateway.access.issuers[0].jwk-set-uri", issuer::keysUri);
    }

    @AfterAll
    static void close() {
        issuer.close();
        upstream.close();
        http.close();
    }

    @BeforeEach
    void forget() {
        upstream.ledger().clear();
    }

    @Test
    void letsAGoodTokenInAtEveryOperation() throws Exception {
        for (HttpRequest.Builder operation : operations()) {
            assertThat(send(operation, "Bearer " + issuer.token()).statusCode()).isNotEqualTo(401);
        }
        assertThat(upstream.ledger().calls()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void refusesAtEveryOperation(BadTokens bad) throws Exception {
        String token = bad.forge.apply(issuer);

        refusesEverywhere("Bearer " + token, "Bearer error=\"invalid_token\"", token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic b3BzOmNhbmFyeQ==",
                "Digest username=\"canary\"",
                "Negotiate canary",
                "canary",
                "Token canary"
            })
    void asksForATokenWhereThereIsNone(String authorization) throws Exception {
        refusesEverywhere(authorization, "Bearer", "canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer canary canary", "Bearer canary,canary", "bearer ?"})
    void refusesWhatIsNoTokenAtAll(String authorization) throws Exception {
        refusesEverywhere(authorization, "Bearer", "canary");
    }

    private void refusesEverywhere(String authorization, String challenge, String secret)
            throws Exception {
        long recorded = events();
        for (HttpRequest.Builder operation : operations()) {
            HttpResponse<String> answer = send(operation, authorization);

            assertThat(answer.statusCode()).as("%s", operation.build()).isEqualTo(401);
            assertThat(answer.headers().allValues("WWW-Authenticate"))
                    .singleElement()
                    .asString()
                    .startsWith(challenge);
            JsonNode problem = JSON.readTree(answer.body());
            assertThat(problem.path("code").asString()).isEqualTo("unauthenticated");
            assertThat(answer.body() + answer.headers().map())
                    .doesNotContain(secret, issuer.uri(), "Exception", "nimbus", "dev.sessionkill");
        }
        assertThat(upstream.ledger().calls()).isEmpty();
        assertThat(events()).isEqualTo(recorded);
    }

    private long events() {
        return database.sql("select count(*) from audit_event").query(Long.class).single();
    }

    /** Each once, as well-formed as it can be. */
    private List<HttpRequest.Builder> operations() throws Exception {
        List<HttpRequest.Builder> operations = new ArrayList<>();
        JsonNode paths = JSON.readTree(send(request("/v3/api-docs"), "").body()).get("paths");
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            String at = path.getKey().replace("{id}", "0199a1b2-0000-7000-8000-000000000000");
            for (String method : path.getValue().propertyNames()) {
                String query = at.equals("/sessions") ? "?instanceId=cdb-sandbox1" : "";
                operations.add(
                        request(at + query)
                                .header("Content-Type", "application/json")
                                .method(
                                        method.toUpperCase(Locale.ROOT),
                                        method.equals("post")
                                                ? HttpRequest.BodyPublishers.ofString(ORDER)
                                                : HttpRequest.BodyPublishers.noBody()));
            }
        }
        assertThat(operations).hasSizeGreaterThanOrEqualTo(8);
        return operations;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String authorization)
            throws Exception {
        HttpRequest.Builder sent = request.copy();
        if (!authorization.isEmpty()) {
            sent.header("Authorization", authorization);
        }
        return http.send(sent.build(), HttpResponse.BodyHandlers.ofString());
    }
}
