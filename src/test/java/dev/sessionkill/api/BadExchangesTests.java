package dev.sessionkill.api;

import static dev.sessionkill.access.CallingAs.callingAs;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebApiTests
class BadExchangesTests {

    private static final String KILL = "/sessions/kill/" + SampleKills.ID;

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeKills kills;

    @BeforeEach
    void reset() {
        kills.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/json",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "multipart/form-data; boundary=canary",
                "application/octet-stream",
                "application/problem+json",
                "application/vnd.canary+json",
                "application/json; charset=canary",
                "canary",
                "*/*",
                ""
            })
    void areRefusedForTheirContentType(String type) {
        MvcTestResult result =
                mvc.post()
                        .uri("/sessions/kill")
                        .with(callingAs(KillRequests.CALLER))
                        .header("Content-Type", type)
                        .content(KillJson.GOOD)
                        .exchange();

        assertThat(ProblemShape.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, result).toString())
                .doesNotContain("canary");
        assertThat(kills.orders()).isEmpty();
    }

    @Test
    void areRefusedForNoContentTypeAtAll() {
        MvcTestResult result =
                mvc.post()
                        .uri("/sessions/kill")
                        .with(callingAs(KillRequests.CALLER))
                        .content(KillJson.GOOD)
                        .exchange();

        ProblemShape.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, result);
        assertThat(kills.orders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "UTF-8", "utf8", "\"UTF-8\""})
    void mayNameUtf8(String charset) {
        assertThat(
                        KillRequests.posting(mvc)
                                .header("Content-Type", "application/json;charset=" + charset)
                                .content(KillJson.GOOD))
                .hasStatusOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-16LE", "IBM037", "us-ascii"})
    void areRefusedForAnotherCharsetSoThatNothingIsMisread(String charset) {
        MvcTestResult result =
                mvc.post()
                        .uri("/sessions/kill")
                        .with(callingAs(KillRequests.CALLER))
                        .header("Content-Type", "application/json;charset=" + charset)
                        .content(KillJson.with("reason", "\"läuft\"").getBytes(UTF_8))
                        .exchange();

        ProblemShape.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, result);
        assertThat(kills.orders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/xml",
                "text/html,application/xhtml+xml;q=0.9",
                "canary",
                "image/*",
                "application/json;q=0",
                "application/json;q=0.000",
                "application/json;charset=UTF-8;q=0",
                "application/json;q=0, */*",
                "*/*;q=0.1, application/*;q=0",
                "*/*;q=0",
                "application/x-ndjson, application/json;q=0",
                "text/html, */*;q=0"
            })
    void areRefusedForWhatTheyAccept(String accept) {
        MvcTestResult result =
                KillRequests.posting(mvc)
                        .header("Accept", accept)
                        .content(KillJson.GOOD)
                        .exchange();

        assertThat(ProblemShape.of(ProblemCode.NOT_ACCEPTABLE, result).toString())
                .doesNotContain("canary");
        assertThat(kills.orders()).isEmpty();
        ProblemShape.of(
                ProblemCode.NOT_ACCEPTABLE,
                mvc.get()
                        .uri(KILL)
                        .with(callingAs(KillRequests.CALLER))
                        .header("Accept", accept)
                        .exchange());
        assertThat(kills.lookups()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/*",
                "application/json",
                "text/html, */*;q=0.1",
                "text/html;q=0, */*;q=0.1",
                "application/*;q=0, application/json",
                "*/*;q=0, application/json;q=0.001",
                "application/x-ndjson;q=0, */*",
                "application/json;charset=UTF-16",
                "application/json;charset=ISO-8859-1;q=0.5",
                "application/json;a=canary"
            })
    void areAnsweredInJson(String accept) {
        assertThat(KillRequests.posting(mvc).header("Accept", accept).content(KillJson.GOOD))
                .hasStatusOk()
                .hasContentType("application/json");
    }

    @Test
    void areAnsweredWithProblemsToThoseWhoAcceptBoth() {
        ProblemShape.of(
                ProblemCode.INVALID_REQUEST,
                KillRequests.posting(mvc)
                        .header("Accept", "application/json, application/problem+json")
                        .content("{}")
                        .exchange());
    }
}
