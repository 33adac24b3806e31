package dev.sessionkill.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Whether what was not done is told in the one shape (RFC 9457). */
final class ProblemOracle implements Oracle {

    private static final List<String> ALWAYS =
            List.of("type", "title", "detail", "code", "retryable");
    private static final Set<String> RETRYABLE = Set.of("YES", "NO", "UNKNOWN");

    private final ApiDocument document;

    ProblemOracle(ApiDocument document) {
        this.document = document;
    }

    @Override
    public List<Finding> judge(Sent sent, Answer answer) {
        // There is no body after a HEAD.
        if (answer.status() < 400 || sent.message().method().equals("HEAD")) {
            return List.of();
        }
        JsonNode problem = answer.json();
        if (!answer.header("content-type").equals("application/problem+json")
                || !problem.isObject()) {
            return List.of(new Finding(Rule.NO_PROBLEM, "it is " + answer.header("content-type")));
        }
        List<Finding> found = new ArrayList<>();
        ALWAYS.stream()
                .filter(it -> problem.path(it).asString("").isBlank())
                .forEach(it -> found.add(new Finding(Rule.NO_PROBLEM, it + " is missing")));
        if (sent.aim().http()) {
            inside(problem, found);
        }
        if (!RETRYABLE.contains(problem.path("retryable").asString(""))) {
            found.add(new Finding(Rule.NO_PROBLEM, "retryable is none of " + RETRYABLE));
        }
        code(problem, answer.status(), found);
        return List.copyOf(found);
    }

    /** What is turned away before it is a request has no trace, and perhaps no path. */
    private static void inside(JsonNode problem, List<Finding> found) {
        if (!problem.path("traceId").asString("").matches("[0-9a-f]{32}")) {
            found.add(new Finding(Rule.NO_PROBLEM, "traceId is missing"));
        }
        if (!problem.path("instance").asString("").startsWith("/")) {
            found.add(new Finding(Rule.NO_PROBLEM, "instance is missing"));
        }
    }

    private void code(JsonNode problem, int status, List<Finding> found) {
        String code = problem.path("code").asString("");
        if (!document.codes().contains(code)) {
            found.add(new Finding(Rule.CODE, "the code " + code + " is not described"));
        } else if (StatusOracle.STATUS.getOrDefault(code, 0) != status
                || problem.path("status").asInt(0) != status) {
            found.add(
                    new Finding(
                            Rule.CODE,
                            "%s with status %d says %s"
                                    .formatted(code, status, problem.path("status"))));
        } else if (!problem.path("type").asString("").equals("/problems/" + code)) {
            found.add(new Finding(Rule.CODE, "type is " + problem.path("type")));
        }
    }
}
