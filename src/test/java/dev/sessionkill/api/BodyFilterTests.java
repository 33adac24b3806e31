package dev.sessionkill.api;

import static dev.sessionkill.access.CallingAs.callingAs;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebApiTests
class BodyFilterTests {

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeKills kills;
    @Autowired private BodyFilter filter;

    @BeforeEach
    void reset() {
        kills.reset();
    }

    @Test
    void letsThroughExactly64KiB() {
        assertThat(KillRequests.post(mvc, KillJson.ofLength(65_536))).hasStatusOk();
    }

    @Test
    void turnsAwayOneByteMore() {
        ProblemShape.of(
                ProblemCode.CONTENT_TOO_LARGE, KillRequests.post(mvc, KillJson.ofLength(65_537)));

        assertThat(kills.orders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "GZIP", "identity, gzip", "gzip;q=0", "canary", "*"})
    void turnsAwayWhatItWouldHaveToDecode(String coding) {
        MvcTestResult result =
                KillRequests.posting(mvc)
                        .header("Content-Encoding", coding)
                        .content(KillJson.GOOD)
                        .exchange();

        assertThat(ProblemShape.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, result).toString())
                .doesNotContain("canary");
        assertThat(result).hasHeader("Accept-Encoding", "identity");
        assertThat(kills.orders()).isEmpty();
    }

    @Test
    void turnsAwayACodingInASecondHeader() {
        ProblemShape.of(
                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                KillRequests.posting(mvc)
                        .header("Content-Encoding", "identity", "gzip")
                        .content(KillJson.GOOD)
                        .exchange());
        assertThat(kills.orders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", "", ",", "identity, identity"})
    void letsThroughWhatIsNotEncoded(String coding) {
        assertThat(
                        KillRequests.posting(mvc)
                                .header("Content-Encoding", coding)
                                .content(KillJson.GOOD))
                .hasStatusOk()
                .doesNotContainHeader("Accept-Encoding");
    }

    @Test
    void letsThroughACodingOfNothing() {
        assertThat(
                        mvc.get()
                                .uri("/quota")
                                .with(callingAs(KillRequests.CALLER))
                                .header("Content-Encoding", "gzip"))
                .hasStatusOk();
    }

    @Test
    void handsOnWhatItHasRead() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setContent("läuft".getBytes(UTF_8));
        MockFilterChain chain = new MockFilterChain();

        filter.doFilter(request, new MockHttpServletResponse(), chain);

        assertThat(chain.getRequest()).isNotNull();
        try (var body = chain.getRequest().getInputStream()) {
            assertThat(body.isReady()).isTrue();
            assertThat(body.isFinished()).isFalse();
            assertThat(body.read()).isEqualTo('l');
            assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo("äuft");
            assertThat(body.isFinished()).isTrue();
            assertThat(body.read()).isEqualTo(-1);
        }
    }
}
