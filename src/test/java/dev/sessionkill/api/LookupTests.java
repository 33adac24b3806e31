package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.kill.KillResult;
import dev.sessionkill.kill.KillState;
import dev.sessionkill.kill.Lookup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebApiTests
class LookupTests {

    private static final String LOCATION = "/sessions/kill/" + SampleKills.ID;

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeKills kills;

    @BeforeEach
    void reset() {
        kills.reset();
    }

    @ParameterizedTest
    @MethodSource("dev.sessionkill.api.KillOutcomesTests#areNever2xxUnlessTheKillIsKilledOrRuns")
    void isAlways200WithTheKill(KillState state, @Nullable KillResult result) {
        kills.findAnswers(() -> new Lookup.Found(SampleKills.in(state, result, null)));

        assertThat(KillRequests.get(mvc, LOCATION))
                .hasStatusOk()
                .hasContentType("application/json")
                .bodyJson()
                .hasPathSatisfying("$.state", it -> it.assertThat().isEqualTo(state.name()));
        assertThat(kills.lookups()).containsExactly(SampleKills.ID);
        assertThat(kills.callers()).containsExactly(KillRequests.CALLER);
    }

    @Test
    void isFoundUnderAnIdInCapitals() {
        kills.findAnswers(() -> new Lookup.Found(SampleKills.killed()));

        assertThat(KillRequests.get(mvc, "/sessions/kill/019A9C6E-0000-7000-8000-000000000001"))
                .hasStatusOk();
        assertThat(kills.lookups()).containsExactly(SampleKills.ID);
    }

    @Test
    void isA404WhenThereIsNoSuchKill() {
        ProblemShape.of(ProblemCode.UNKNOWN_KILL, KillRequests.get(mvc, LOCATION));
    }

    @Test
    void isA503WhenTheRecordCannotBeRead() {
        kills.findAnswers(Lookup.Unreadable::new);

        MvcTestResult result = KillRequests.get(mvc, LOCATION);

        ProblemShape.of(ProblemCode.AUDIT_UNAVAILABLE, result);
        assertThat(result).hasHeader("Retry-After", "5");
    }
}
