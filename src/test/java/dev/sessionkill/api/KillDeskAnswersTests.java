package dev.sessionkill.api;

import static dev.sessionkill.access.CallingAs.callingAs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.InstanceId;
import dev.sessionkill.kill.Cancellation;
import dev.sessionkill.kill.Found;
import dev.sessionkill.kill.KillResult;
import dev.sessionkill.kill.KillSearch;
import dev.sessionkill.kill.KillState;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebApiTests
class KillDeskAnswersTests {

    private static final String KILL = "/sessions/kill/" + SampleKills.ID;

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeKills kills;

    @BeforeEach
    void reset() {
        kills.reset();
    }

    @Test
    void showTheKillThatWasCalledOff() {
        kills.cancelAnswers(
                () ->
                        new Cancellation.Cancelled(
                                SampleKills.in(KillState.CANCELLED, KillResult.NOT_KILLED, null)));

        assertThat(delete(KILL))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.state")
                .isEqualTo("CANCELLED");
        assertThat(kills.lookups()).containsExactly(SampleKills.ID);
    }

    @Test
    void tellThatItIsTooLate() {
        kills.cancelAnswers(() -> new Cancellation.TooLate(SampleKills.killed()));

        MvcTestResult result = delete(KILL);

        ProblemShape.of(ProblemCode.KILL_BEGUN, result);
        assertThat(result).bodyJson().extractingPath("$.kill.state").isEqualTo("FINISHED");
    }

    @Test
    void knowNothingOfOthersKillsOrOfWhatIsNoId() {
        ProblemShape.of(ProblemCode.UNKNOWN_KILL, delete(KILL));
        ProblemShape.of(ProblemCode.UNKNOWN_KILL, delete("/sessions/kill/4711"));
        assertThat(kills.lookups()).containsExactly(SampleKills.ID);
    }

    @Test
    void tellThatTheRecordIsNotThere() {
        kills.cancelAnswers(Cancellation.Unrecorded::new);

        ProblemShape.of(ProblemCode.AUDIT_UNAVAILABLE, delete(KILL));
        ProblemShape.of(ProblemCode.AUDIT_UNAVAILABLE, KillRequests.get(mvc, "/sessions/kill"));
    }

    @Test
    void listAPageAndWhereTheNextBegins() {
        kills.searchAnswers(() -> new Found.Page(List.of(SampleKills.killed()), true));

        MvcTestResult first =
                KillRequests.get(
                        mvc,
                        "/sessions/kill?instanceId=cdb-a&requestedBy=sub:x&result=KILLED"
                                + "&from=2026-11-22T09:00:00Z&to=2026-11-22T10:00:00Z&limit=1");
        assertThat(first).hasStatusOk();
        assertThat(first).bodyJson().extractingPath("$.kills").asArray().hasSize(1);
        assertThat(first)
                .bodyJson()
                .extractingPath("$.next")
                .isEqualTo(KillQuery.cursor(SampleKills.ID));

        KillRequests.get(mvc, "/sessions/kill?after=" + KillQuery.cursor(SampleKills.ID));
        assertThat(kills.searches())
                .containsExactly(
                        new KillSearch(
                                Optional.of(new InstanceId("cdb-a")),
                                Optional.of("sub:x"),
                                Optional.of(KillResult.KILLED),
                                Optional.of(Instant.parse("2026-11-22T09:00:00Z")),
                                Optional.of(Instant.parse("2026-11-22T10:00:00Z")),
                                Optional.empty(),
                                1),
                        new KillSearch(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(SampleKills.ID),
                                100));
    }

    @Test
    void endWithoutANextPage() {
        kills.searchAnswers(() -> new Found.Page(List.of(), false));

        assertThat(KillRequests.get(mvc, "/sessions/kill"))
                .bodyJson()
                .isStrictlyEqualTo("{\"kills\": [], \"next\": null}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    instance=cdb-a    | instance   | is not a known parameter
                    limit=0           | limit      | must be 1 to 500
                    limit=501         | limit      | must be 1 to 500
                    limit=%2B1        | limit      | must be 1 to 500
                    limit=1&limit=2   | limit      | stands twice
                    result=killed     | result     | must be KILLED, PARTIAL, NOT_KILLED, FAILED or UNKNOWN
                    from=yesterday    | from       | must be a time such as 2026-11-22T09:00:00Z
                    to=1969-12-31T23:59:59Z | to     | must be a time from 1970 to 9999
                    after=4711        | after      | must be the next of a page before
                    after=            | after      | must not be empty
                    """)
    void nameTheParameterThatIsWrong(String query, String field, String message) {
        MvcTestResult result = KillRequests.get(mvc, "/sessions/kill?" + query);

        ProblemShape.of(ProblemCode.INVALID_REQUEST, result);
        assertThat(result)
                .bodyJson()
                .extractingPath("$.errors")
                .isEqualTo(List.of(Map.of("field", field, "message", message)));
        assertThat(kills.searches()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"requestedBy=a%00", "from=%2B999999999-12-31T00:00:00Z"})
    void refuseWhatNoStoreCanHold(String query) {
        ProblemShape.of(
                ProblemCode.INVALID_REQUEST,
                mvc.get()
                        .uri(URI.create("/sessions/kill?" + query))
                        .with(callingAs(KillRequests.CALLER))
                        .exchange());
        assertThat(kills.searches()).isEmpty();
    }

    private MvcTestResult delete(String path) {
        return mvc.delete().uri(path).with(callingAs(KillRequests.CALLER)).exchange();
    }
}
