package dev.sessionkill.api;

import static dev.sessionkill.access.CallingAs.callingAs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.access.CallerRate;
import dev.sessionkill.core.Caller;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebApiTests
@TestPropertySource(properties = "gateway.access.requests-per-second=1")
class CallerRateFilterTests {

    private static final String POLICY = "\"caller\";q=50;w=1";

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeKills kills;
    @Autowired private Problems problems;

    private final AtomicLong ticker = new AtomicLong(-3_000_000_000L);
    private CallerRateFilter filter;

    @BeforeEach
    void reset() {
        kills.reset();
        filter = new CallerRateFilter(problems, new CallerRate(50), ticker::get);
    }

    @AfterEach
    void forgetTheCaller() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void letsFiftyOfACallerThroughAndNotTheFiftyFirst() {
        assertThat(IntStream.range(0, 50).map(_ -> statusFor("sub:busy"))).containsOnly(200);
        assertThat(statusFor("sub:busy")).isEqualTo(429);
        ticker.addAndGet(999_999_999);
        assertThat(statusFor("sub:busy")).isEqualTo(429);
    }

    @Test
    void letsACallerWhoWasSentAwayThroughAfterASecond() {
        IntStream.range(0, 60).forEach(_ -> statusFor("sub:busy"));
        ticker.addAndGet(1_000_000_000);

        assertThat(IntStream.range(0, 50).map(_ -> statusFor("sub:busy"))).containsOnly(200);
        assertThat(statusFor("sub:busy")).isEqualTo(429);
    }

    @Test
    void tellsEveryCallerHowOftenHeStillMay() {
        assertThat(headers("sub:busy")).containsExactly(POLICY, "\"caller\";r=49;t=1");
        IntStream.range(0, 48).forEach(_ -> statusFor("sub:busy"));
        assertThat(headers("sub:busy")).containsExactly(POLICY, "\"caller\";r=0;t=1");
        assertThat(headers("sub:busy")).as("429").containsExactly(POLICY, "\"caller\";r=0;t=1");
        ticker.addAndGet(1_000_000_000);

        assertThat(headers("sub:busy")).containsExactly(POLICY, "\"caller\";r=49;t=1");
    }

    @Test
    void tellsNothingToWhoIsNotACaller() {
        assertThat(headersOf(through(new MockFilterChain()))).containsOnlyNulls();
    }

    @Test
    void namesTheCallerInWhatIsLoggedMeanwhile() {
        List<@Nullable String> logged = new ArrayList<>();
        MockFilterChain chain =
                new MockFilterChain(
                        new HttpServlet() {
                            private static final long serialVersionUID = 1L;

                            @Override
                            public void service(ServletRequest request, ServletResponse response) {
                                logged.add(MDC.get("caller"));
                            }
                        });

        answerTo("sub:busy", chain);

        assertThat(logged).containsExactly("sub:busy");
        assertThat(MDC.get("caller")).isNull();
    }

    @Test
    void countsEachCallerAlone() {
        IntStream.range(0, 60).forEach(_ -> statusFor("sub:busy"));

        assertThat(statusFor("sub:quiet")).isEqualTo(200);
    }

    @Test
    void countsNobodyWhoIsNotACaller() {
        assertThat(IntStream.range(0, 60).map(_ -> through(new MockFilterChain()).getStatus()))
                .containsOnly(200);
    }

    @Test
    void answersWithAProblemAndWhenToComeBackAndNothingIsKilled() {
        Caller busy = new Caller("sub:busy", Set.of());
        MvcTestResult last = post(busy);
        for (int i = 0; i < 1_000 && last.getResponse().getStatus() != 429; i++) {
            kills.reset();
            last = post(busy);
        }

        ProblemShape.of(ProblemCode.TOO_MANY_REQUESTS, last);
        assertThat(last)
                .hasHeader("Retry-After", "1")
                .hasHeader("RateLimit-Policy", "\"caller\";q=1;w=1")
                .hasHeader("RateLimit", "\"caller\";r=0;t=1");
        assertThat(post(new Caller("sub:quiet", Set.of()))).hasStatusOk();
        assertThat(kills.callers()).extracting(Caller::name).containsExactly("sub:quiet");
    }

    private MvcTestResult post(Caller caller) {
        return KillRequests.posting(mvc).with(callingAs(caller)).content(KillJson.GOOD).exchange();
    }

    private int statusFor(String caller) {
        return answerTo(caller).getStatus();
    }

    private List<@Nullable String> headers(String caller) {
        return headersOf(answerTo(caller));
    }

    private static List<@Nullable String> headersOf(MockHttpServletResponse answer) {
        return Arrays.asList(answer.getHeader("RateLimit-Policy"), answer.getHeader("RateLimit"));
    }

    private MockHttpServletResponse answerTo(String caller) {
        return answerTo(caller, new MockFilterChain());
    }

    private MockHttpServletResponse answerTo(String caller, MockFilterChain chain) {
        SecurityContextHolder.getContext()
                .setAuthentication(
                        new TestingAuthenticationToken(new Caller(caller, Set.of()), ""));
        return through(chain);
    }

    private MockHttpServletResponse through(MockFilterChain chain) {
        try {
            MockHttpServletResponse response = new MockHttpServletResponse();
            filter.doFilter(new MockHttpServletRequest(), response, chain);
            assertThat(chain.getRequest() == null).isEqualTo(response.getStatus() == 429);
            return response;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
