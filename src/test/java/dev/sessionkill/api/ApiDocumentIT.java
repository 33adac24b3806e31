package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole gateway beside its sandbox: what the document leaves out is there. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "spring.datasource.url=jdbc:sqlite::memory:"})
@ActiveProfiles("sandbox")
class ApiDocumentIT {

    private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\":\"#([^\"]+)\"");

    @Value("${local.server.port}")
    private int port;

    @Test
    void isOpenApi31ForAnybody() throws IOException {
        JsonNode document = document();

        assertThat(document.get("openapi").stringValue()).startsWith("3.1.");
        assertThat(document.at("/info/title").stringValue()).isEqualTo("Session Kill Gateway");
        assertThat(document.at("/components/securitySchemes/bearer/scheme").stringValue())
                .isEqualTo("bearer");
    }

    @Test
    void listsThePathsOfTheApiAndNoOther() throws IOException {
        JsonNode paths = document().get("paths");

        assertThat(paths.propertyNames())
                .containsExactlyInAnyOrder(
                        "/sessions",
                        "/sessions/kill",
                        "/sessions/kill/{id}",
                        "/audit/events",
                        "/audit/verification",
                        "/quota");
        assertThat(paths.get("/sessions").propertyNames()).containsExactly("get");
        assertThat(paths.get("/sessions/kill").propertyNames()).containsExactly("get", "post");
        assertThat(paths.get("/sessions/kill/{id}").propertyNames())
                .containsExactly("get", "delete");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /sessions           | get  | 200 400 401 403 404 406 429 502 503
                    /quota              | get  | 200 400 401 406 429
                    /sessions/kill      | post | 200 202 400 401 403 404 406 408 409 413 415 422 429 502 503 504
                    /sessions/kill      | get  | 200 400 401 406 429 503
                    /sessions/kill/{id} | get  | 200 400 401 404 406 429 503
                    /sessions/kill/{id} | delete | 200 400 401 404 406 409 429 503
                    """)
    void listsWhatIsAnswered(String path, String method, String statuses) throws IOException {
        JsonNode responses = document().get("paths").get(path).get(method).get("responses");

        assertThat(responses.propertyNames()).containsExactlyInAnyOrder(statuses.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /quota              | get    | 200 | RateLimit RateLimit-Policy
                    /sessions           | get    | 401 | WWW-Authenticate
                    /sessions           | get    | 406 | Accept RateLimit RateLimit-Policy
                    /audit/events       | get    | 429 | RateLimit RateLimit-Policy Retry-After
                    /sessions/kill/{id} | delete | 409 | Idempotency-Replayed Location Preference-Applied RateLimit RateLimit-Policy
                    /sessions/kill      | post   | 200 | Idempotency-Replayed Location Preference-Applied RateLimit RateLimit-Policy
                    /sessions/kill      | post   | 202 | Idempotency-Replayed Location Preference-Applied RateLimit RateLimit-Policy Retry-After
                    /sessions/kill      | post   | 415 | Accept RateLimit RateLimit-Policy
                    /sessions/kill      | post   | 502 | Idempotency-Replayed Location Preference-Applied RateLimit RateLimit-Policy
                    /sessions/kill      | post   | 503 | RateLimit RateLimit-Policy Retry-After
                    """)
    void listsTheHeadersOfAnswers(String path, String method, String status, String headers)
            throws IOException {
        JsonNode document = document();
        JsonNode answer = document.get("paths").get(path).get(method).get("responses").get(status);
        String elsewhere = answer.path("$ref").asString("");
        JsonNode described =
                elsewhere.isEmpty() ? answer : document.at(elsewhere.replaceFirst("#", ""));

        assertThat(described.get("headers").propertyNames())
                .containsExactlyInAnyOrder(headers.split(" "));
        assertThat(document.at("/components/responses/MethodNotAllowed/headers").has("Allow"))
                .isTrue();
    }

    @Test
    void saysOfEveryObjectOfAnAnswerWhatIsAlwaysThere() throws IOException {
        assertThat(document().at("/components/schemas").properties())
                .allSatisfy(
                        it ->
                                assertThat(it.getValue().path("required"))
                                        .as(it.getKey())
                                        .isNotEmpty());
    }

    @Test
    void holdsNoReferenceThatLeadsNowhere() throws IOException {
        JsonNode document = document();

        assertThat(
                        REFERENCE
                                .matcher(document.toString())
                                .results()
                                .map(MatchResult::toString)
                                .toList())
                .isNotEmpty();
        assertThat(REFERENCE.matcher(document.toString()).results().map(it -> it.group(1)))
                .allSatisfy(it -> assertThat(document.at(it).isMissingNode()).as(it).isFalse());
    }

    @Test
    void namesEveryProblem() throws IOException {
        assertThat(
                        document()
                                .at("/components/schemas/Problem/properties/code/enum")
                                .valueStream()
                                .map(JsonNode::stringValue))
                .containsExactlyElementsOf(
                        Arrays.stream(ProblemCode.values()).map(ProblemCode::wireName).toList());
    }

    @Test
    void namesEveryParameterOfAList() throws IOException {
        JsonNode parameters = document().get("paths").get("/sessions").get("get").get("parameters");

        assertThat(parameters.valueStream().map(it -> it.get("name").stringValue()))
                .containsExactlyInAnyOrder(
                        "instanceId",
                        "product",
                        "account",
                        "region",
                        "thread",
                        "user",
                        "host",
                        "db",
                        "command",
                        "state",
                        "minSeconds",
                        "sqlContains",
                        "limit");
        assertThat(parameters.valueStream().map(it -> it.get("in").stringValue()))
                .containsOnly("query");
        assertThat(
                        parameters
                                .valueStream()
                                .filter(it -> it.path("required").asBoolean(false))
                                .map(it -> it.get("name").stringValue()))
                .containsExactly("instanceId");
    }

    @Test
    void saysWhatAKillNeeds() throws IOException {
        JsonNode request = document().at("/components/schemas/KillRequest");

        assertThat(request.get("required").valueStream().map(JsonNode::stringValue))
                .containsExactlyInAnyOrder("instanceId", "reason");
        assertThat(request.at("/properties/sessions/maxItems").intValue()).isEqualTo(100);
        assertThat(request.at("/properties/threads/maxItems").intValue()).isEqualTo(100);
        assertThat(request.at("/properties/urgent/type").valueStream().map(JsonNode::stringValue))
                .containsExactlyInAnyOrder("boolean", "null");
        assertThat(request.at("/properties/reason/minLength").intValue()).isEqualTo(3);
        assertThat(request.at("/properties/reason/maxLength").intValue()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/swagger-ui/index.html", "/v3/api-docs.yaml", "/v3/api-docs"})
    void isShownToAnybody(String path) throws IOException {
        assertThat(get(path).status()).isEqualTo(200);
    }

    @Test
    void isWhereSwaggerUiLooks() throws IOException {
        assertThat(get("/swagger-ui.html").status()).isEqualTo(302);
        assertThat(get("/swagger-ui.html").header("location")).endsWith("/swagger-ui/index.html");
        assertThat(get("/swagger-ui/index.html").body()).contains("<title>Swagger UI</title>");
        assertThat(get("/v3/api-docs/swagger-config").body()).contains("/v3/api-docs");
    }

    private JsonNode document() throws IOException {
        return JsonMapper.shared().readTree(get("/v3/api-docs").body());
    }

    private RawHttp.Answer get(String path) throws IOException {
        return RawHttp.send(port, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path));
    }
}
