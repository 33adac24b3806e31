package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebApiTests
class ProblemPagesTests {

    @Autowired private MockMvcTester mvc;

    @ParameterizedTest
    @EnumSource
    void explainEveryProblemToAnybody(ProblemCode code) {
        assertThat(mvc.get().uri("/problems/" + code.wireName()))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "<title>" + code.wireName() + "</title>",
                        "<h1>" + code.title() + "</h1>",
                        "status " + code.status().value(),
                        "retryable: " + code.retryable(),
                        code.explanation());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json", "*/*", "application/problem+json"})
    void areHtmlWhateverIsAccepted(String accept) {
        assertThat(mvc.get().uri("/problems/queue-full").header("Accept", accept))
                .hasStatusOk()
                .hasContentTypeCompatibleWith("text/html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"canary", "QUEUE_FULL", "Queue-Full", "queue_full", "<script>", "a b", "é"})
    void areA404ProblemUnderAnyOtherName(String name) {
        MvcTestResult result = mvc.get().uri("/problems/{name}", name).exchange();

        assertThat(ProblemShape.of(ProblemCode.NOT_FOUND, result).toString())
                .doesNotContain("canary", "script");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/problems/", "/problems/queue-full/more", "/problems/a/b/c"})
    void areA404ProblemAnywhereElse(String path) {
        ProblemShape.of(ProblemCode.NOT_FOUND, mvc.get().uri(path).exchange());
    }

    @Test
    void areWhereTheTypeOfAProblemLeads() {
        String type =
                ProblemShape.of(
                                ProblemCode.UNAUTHENTICATED,
                                mvc.post().uri("/sessions/kill").exchange())
                        .get("type")
                        .stringValue();

        assertThat(mvc.get().uri(type)).hasStatusOk();
    }
}
