package dev.sessionkill.api;

import static dev.sessionkill.access.CallingAs.callingAs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.Region;
import dev.sessionkill.sessions.Listing;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

@WebApiTests
class SessionRejectionsTests {

    private static final String LIST = "/sessions?instanceId=cdb-8jawylhf";

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeSessions sessions;

    @BeforeEach
    void reset() {
        sessions.reset();
    }

    @ParameterizedTest
    @MethodSource
    void areAProblemEach(
            Listing listing, ProblemCode code, String retryable, @Nullable String retryAfter) {
        sessions.answer(listing);

        MvcTestResult result = get();

        JsonNode problem = ProblemShape.of(code, result);
        assertThat(problem.get("retryable").stringValue()).isEqualTo(retryable);
        assertThat(problem.get("instance").stringValue()).isEqualTo("/sessions");
        assertThat(problem.propertyNames()).doesNotContain("kill", "killId", "sessions");
        assertThat(problem.has("upstream")).isEqualTo(code == ProblemCode.UPSTREAM_FAILED);
        assertThat(result.getResponse().getHeader("Retry-After")).isEqualTo(retryAfter);
    }

    static Stream<Arguments> areAProblemEach() {
        return Stream.of(
                Arguments.of(
                        new Listing.NotPermitted("No grant."),
                        ProblemCode.NOT_PERMITTED,
                        "NO",
                        null),
                Arguments.of(new Listing.NoSuchAccount(), ProblemCode.UNKNOWN_ACCOUNT, "NO", null),
                Arguments.of(
                        new Listing.NoSuchRegion(Set.of(new Region("ap-guangzhou"))),
                        ProblemCode.INVALID_REQUEST,
                        "NO",
                        null),
                Arguments.of(
                        new Listing.Failed("InternalError", "req-7", true),
                        ProblemCode.UPSTREAM_FAILED,
                        "YES",
                        null),
                Arguments.of(
                        new Listing.Failed("InvalidParameterValue", "req-7", false),
                        ProblemCode.UPSTREAM_FAILED,
                        "NO",
                        null),
                Arguments.of(
                        new Listing.Failed(null, null, true),
                        ProblemCode.UPSTREAM_FAILED,
                        "YES",
                        null),
                Arguments.of(
                        new Listing.NoCredentials(),
                        ProblemCode.CREDENTIALS_UNAVAILABLE,
                        "YES",
                        "10"),
                Arguments.of(new Listing.Unrecorded(), ProblemCode.AUDIT_UNAVAILABLE, "YES", "5"));
    }

    @Test
    void tellWhatTheGrantsSay() {
        sessions.answer(new Listing.NotPermitted("No grant lets you."));

        assertThat(ProblemShape.of(ProblemCode.NOT_PERMITTED, get()).get("detail").stringValue())
                .isEqualTo("No grant lets you.");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"InvalidParameterValue, req-7", "-, -"})
    void tellWhatTheVendorSaid(@Nullable String code, @Nullable String requestId) {
        sessions.answer(new Listing.Failed(code, requestId, false));

        JsonNode upstream = ProblemShape.of(ProblemCode.UPSTREAM_FAILED, get()).get("upstream");

        assertThat(upstream.propertyNames()).containsExactly("stage", "code", "requestId");
        assertThat(upstream.get("stage").stringValue()).isEqualTo("LIST");
        assertThat(upstream.get("code").stringValue(null)).isEqualTo(code);
        assertThat(upstream.get("requestId").stringValue(null)).isEqualTo(requestId);
    }

    @Test
    void nameTheRegionsOfTheAccount() {
        sessions.answer(
                new Listing.NoSuchRegion(
                        Set.of(new Region("ap-shanghai"), new Region("ap-guangzhou"))));

        JsonNode problem = ProblemShape.of(ProblemCode.INVALID_REQUEST, get());

        assertThat(ProblemShape.fields(problem)).containsExactly("region");
        assertThat(ProblemShape.messages(problem))
                .containsExactly("must be one of ap-guangzhou, ap-shanghai");
    }

    @Test
    void areForWhoeverHasNoToken() {
        ProblemShape.of(ProblemCode.UNAUTHENTICATED, mvc.get().uri(LIST).exchange());
        assertThat(sessions.queries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"POST", "PUT", "PATCH", "DELETE"})
    void areForEveryMethodThatIsNotGet(String method) {
        MvcTestResult result =
                mvc.method(HttpMethod.valueOf(method))
                        .uri(LIST)
                        .with(callingAs(KillRequests.CALLER))
                        .exchange();

        ProblemShape.of(ProblemCode.METHOD_NOT_ALLOWED, result);
        assertThat(result).hasHeader("Allow", "GET, HEAD, OPTIONS");
        assertThat(sessions.queries()).isEmpty();
    }

    @Test
    void areForWhoeverAcceptsNoJson() {
        ProblemShape.of(
                ProblemCode.NOT_ACCEPTABLE,
                mvc.get()
                        .uri(LIST)
                        .with(callingAs(KillRequests.CALLER))
                        .header("Accept", "text/html")
                        .exchange());
        assertThat(sessions.queries()).isEmpty();
    }

    private MvcTestResult get() {
        return KillRequests.get(mvc, LIST);
    }
}
