package dev.sessionkill.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

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
