package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What every problem looks like, whoever noticed it, and what stands in none. */
final class ProblemShape {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> ALWAYS =
            List.of(
                    "type",
                    "title",
                    "status",
                    "detail",
                    "instance",
                    "code",
                    "retryable",
                    "traceId");

    private ProblemShape() {}

    /** The answer's problem, when it is that one and whole. */
    static JsonNode of(ProblemCode code, MvcTestResult result) {
        assertThat(result).hasStatus(code.status().value());
        return of(
                code,
                result.getResponse().getContentType(),
                new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    /** The same of an answer whose status has been looked at. */
    static JsonNode of(ProblemCode code, @Nullable String contentType, String body) {
        JsonNode problem = ofTheContainer(code, contentType, body);
        assertThat(problem.propertyNames()).containsAll(ALWAYS);
        assertThat(problem.get("instance").stringValue()).startsWith("/");
        assertThat(problem.get("traceId").stringValue()).matches("[0-9a-f]{32}");
        return problem;
    }

    /** What is turned away before it is a request has no trace, and perhaps no path. */
    static JsonNode ofTheContainer(ProblemCode code, @Nullable String contentType, String body) {
        assertThat(contentType).isEqualTo("application/problem+json");
        JsonNode problem = JSON.readTree(body);
        assertThat(problem.get("type").stringValue()).isEqualTo("/problems/" + code.wireName());
        assertThat(problem.get("code").stringValue()).isEqualTo(code.wireName());
        assertThat(problem.get("status").intValue()).isEqualTo(code.status().value());
        assertThat(problem.get("title").stringValue()).isEqualTo(code.title());
        assertThat(problem.get("detail").stringValue()).isNotBlank();
        assertThat(problem.get("retryable").stringValue()).isIn("YES", "NO", "UNKNOWN");
        if (code == ProblemCode.INVALID_REQUEST) {
            assertThat(problem.path("errors").isEmpty()).as("no errors in %s", body).isFalse();
            assertThat(messages(problem)).noneMatch(String::isBlank);
        }
        holdsNothingOfTheInside(body);
        return problem;
    }

    static void holdsNothingOfTheInside(String body) {
        assertThat(body).doesNotContain(Inside.WORDS);
    }

    /**
     * All that it says but its trace, whose digits are chance and may be any that are looked for.
     */
    static String said(JsonNode problem) {
        return ((ObjectNode) problem.deepCopy()).without("traceId").toString();
    }

    static List<String> fields(JsonNode problem) {
        return errors(problem).map(it -> it.get("field").stringValue()).toList();
    }

    static List<String> messages(JsonNode problem) {
        return errors(problem).map(it -> it.get("message").stringValue()).toList();
    }

    private static Stream<JsonNode> errors(JsonNode problem) {
        return problem.get("errors").valueStream();
    }
}
