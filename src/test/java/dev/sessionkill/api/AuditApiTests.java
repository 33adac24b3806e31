package dev.sessionkill.api;

import static dev.sessionkill.access.CallingAs.callingAs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.access.RealSecurity;
import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.audit.AuditQuery;
import dev.sessionkill.audit.AuditReading;
import dev.sessionkill.audit.ChainEnd;
import dev.sessionkill.audit.Fault;
import dev.sessionkill.audit.Finding;
import dev.sessionkill.audit.RecordState;
import dev.sessionkill.audit.RecordedEvent;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

@WebMvcTest(
        controllers = AuditController.class,
        properties = {
            "gateway.access.requests-per-second=1000000",
            "gateway.access.grants[0].instances=*",
            "gateway.access.grants[0].callers=sub:auditor",
            "gateway.access.grants[0].actions=AUDIT",
            "gateway.access.grants[0].accounts=*",
            "gateway.access.grants[1].instances=*",
            "gateway.access.grants[1].users=*",
            "gateway.access.grants[1].databases=*",
            "gateway.access.grants[1].callers=sub:of-one-account",
            "gateway.access.grants[1].actions=LIST,KILL,AUDIT",
            "gateway.access.grants[1].accounts=default",
            "gateway.access.grants[2].instances=*",
            "gateway.access.grants[2].users=*",
            "gateway.access.grants[2].databases=*",
            "gateway.access.grants[2].callers=sub:killer",
            "gateway.access.grants[2].actions=LIST,KILL",
            "gateway.access.grants[2].accounts=*"
        })
@RealSecurity
@Import({
    AuditAnswers.class,
    Problems.class,
    Refusals.class,
    SecurityProblemWriter.class,
    StrictJson.class,
    FakeTrail.class
})
@ImportAutoConfiguration({
    ObservationAutoConfiguration.class,
    MicrometerTracingAutoConfiguration.class,
    OpenTelemetrySdkAutoConfiguration.class,
    OpenTelemetryTracingAutoConfiguration.class,
    WebMvcObservationAutoConfiguration.class
})
class AuditApiTests {

    private static final Caller AUDITOR = new Caller("sub:auditor", Set.of());
    private static final KillId KILL =
            KillId.parse("01993d5a-0000-7000-8000-000000000001").orElseThrow();
    private static final RecordedEvent EVENT =
            new RecordedEvent(
                    7,
                    1_795_338_000_250L,
                    "REQUESTED",
                    "sub:ops-portal",
                    KILL.toString(),
                    "{\"reason\":\"INC-4711\",\"sessions\":[]}",
                    "0".repeat(64),
                    "1".repeat(64));

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeTrail trail;

    @BeforeEach
    void reset() {
        trail.reset();
    }

    @Test
    void showsEventsAndWhereToGoOn() {
        trail.page = new AuditReading.Page(List.of(EVENT));

        assertThat(get("/audit/events?limit=1"))
                .hasStatusOk()
                .hasContentType("application/json")
                .bodyJson()
                .isStrictlyEqualTo(
                        """
                        {
                          "events": [
                            {
                              "seq": 7,
                              "at": "2026-11-22T09:00:00.250Z",
                              "kind": "REQUESTED",
                              "caller": "sub:ops-portal",
                              "killId": "01993d5a-0000-7000-8000-000000000001",
                              "data": {"reason": "INC-4711", "sessions": []}
                            }
                          ],
                          "next": 7
                        }
                        """);
        assertThat(get("/audit/events?limit=2")).bodyJson().extractingPath("$.next").isNull();
    }

    @Test
    void passesEveryFilterOn() {
        assertThat(
                        get(
                                "/audit/events?after=41&limit=9&kind=DENIED&caller=sub:a%20b&killId="
                                        + KILL
                                        + "&from=2026-11-22T09:00:00Z&to=2026-11-22T11:00:00%2B01:00"))
                .hasStatusOk();

        assertThat(trail.queries)
                .containsExactly(
                        new AuditQuery(
                                41,
                                Optional.of(AuditKind.DENIED),
                                Optional.of("sub:a b"),
                                Optional.of(KILL),
                                Optional.of(Instant.parse("2026-11-22T09:00:00Z")),
                                Optional.of(Instant.parse("2026-11-22T10:00:00Z"))));
        assertThat(trail.limits).containsExactly(9L);
    }

    @Test
    void showsTheFirstHundredUnlessAskedForMore() {
        assertThat(get("/audit/events")).hasStatusOk();
        assertThat(get("/audit/events?limit=1000")).hasStatusOk();

        assertThat(trail.queries).containsOnly(AuditQuery.ALL);
        assertThat(trail.limits).containsExactly(100L, 1_000L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query                 | field  | message begins with
                    after=-1                | after  | must be a whole number, 0 or more
                    after=canary            | after  | must be a whole number, 0 or more
                    after=9223372036854775808 | after | must be a whole number, 0 or more
                    limit=0                 | limit  | must be 1 to 1000
                    limit=1001              | limit  | must be 1 to 1000
                    limit=%2B5              | limit  | must be 1 to 1000
                    kind=denied             | kind   | must be one of REQUESTED, DENIED
                    kind=canary             | kind   | must be one of REQUESTED, DENIED
                    killId=canary           | killId | must be the id of a kill
                    from=canary             | from   | must be a time such as
                    from=2026-11-22         | from   | must be a time such as
                    to=2026-11-22T09:00:00  | to     | must be a time such as
                    to=1969-01-01T00:00:00Z | to     | must be a time from 1970 to 9999
                    to=%2B999999999-01-01T00:00:00Z | to | must be a time from 1970 to 9999
                    caller=                 | caller | must not be empty
                    after=1&after=2         | after  | stands twice
                    afther=1                | afther | is not a known parameter
                    """)
    void namesWhatIsWrongWithAQuery(String query, String field, String message) {
        JsonNode problem =
                ProblemShape.of(ProblemCode.INVALID_REQUEST, get("/audit/events?" + query));

        assertThat(ProblemShape.fields(problem)).containsExactly(field);
        assertThat(ProblemShape.messages(problem)).singleElement().asString().startsWith(message);
        assertThat(problem.toString()).doesNotContain("canary");
        assertThat(trail.queries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"of-one-account", "killer", "nobody"})
    void showsNothingToWhoMayNotReadAllOfItAndRecordsThat(String name) {
        Caller caller = new Caller("sub:" + name, Set.of());

        for (String path : List.of("/audit/events", "/audit/verification")) {
            JsonNode problem =
                    ProblemShape.of(
                            ProblemCode.NOT_PERMITTED,
                            mvc.get().uri(path).with(callingAs(caller)).exchange());
            assertThat(problem.get("detail").stringValue())
                    .isEqualTo("No grant lets sub:" + name + " do AUDIT on every account.");
        }

        assertThat(trail.queries).isEmpty();
        assertThat(trail.denials)
                .containsExactly(
                        "sub:" + name + " /audit/events", "sub:" + name + " /audit/verification");
    }

    @Test
    void needsAToken() {
        for (String path : List.of("/audit/events", "/audit/verification")) {
            ProblemShape.of(ProblemCode.UNAUTHENTICATED, mvc.get().uri(path).exchange());
        }
    }

    @Test
    void showsNothingWhenThatCannotBeRecorded() {
        trail.page = new AuditReading.Unrecorded();
        trail.batches = Optional.empty();
        trail.recordsDenials = false;

        ProblemShape.of(ProblemCode.AUDIT_UNAVAILABLE, get("/audit/events"));
        ProblemShape.of(ProblemCode.AUDIT_UNAVAILABLE, export(""));
        ProblemShape.of(ProblemCode.AUDIT_UNAVAILABLE, get("/audit/verification"));
        ProblemShape.of(
                ProblemCode.AUDIT_UNAVAILABLE,
                mvc.get()
                        .uri("/audit/events")
                        .with(callingAs(new Caller("sub:killer", Set.of())))
                        .exchange());
    }

    @Test
    void exportsALineForEachEvent() {
        trail.batches = Optional.of(List.of(List.of("{\"seq\":1}", "{\"seq\":2}"), List.of("ü")));

        MvcTestResult answer = export("?after=5");

        assertThat(answer).hasStatusOk().hasContentType("application/x-ndjson");
        assertThat(body(answer)).isEqualTo("{\"seq\":1}\n{\"seq\":2}\nü\n");
        assertThat(trail.queries).extracting(AuditQuery::after).containsExactly(5L);
        assertThat(trail.limits).containsExactly(Long.MAX_VALUE);
        assertThat(export("?limit=5000")).hasStatusOk();
        assertThat(trail.limits).endsWith(5_000L);
    }

    @Test
    void endsAnExportThatBreaksOffWithALineThatIsNoEvent() {
        trail.batches = Optional.of(List.of(List.of("{\"seq\":1}")));
        trail.breaks = true;

        String body = body(export(""));

        assertThat(body).doesNotEndWith("}\n").contains("internal-error");
        ProblemShape.holdsNothingOfTheInside(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    */*                                             | application/json
                    application/json                                | application/json
                    application/*                                   | application/json
                    application/x-ndjson                            | application/x-ndjson
                    application/x-ndjson, */*;q=0.5                 | application/x-ndjson
                    application/json;q=0.5, application/x-ndjson    | application/x-ndjson
                    application/json, application/x-ndjson;q=0.5    | application/json
                    """)
    void answersInTheFormThatIsAskedFor(String accept, String form) {
        assertThat(
                        mvc.get()
                                .uri("/audit/events")
                                .header("Accept", accept)
                                .with(callingAs(AUDITOR))
                                .exchange())
                .hasStatusOk()
                .hasContentType(form);
    }

    @Test
    void answersInNoOtherForm() {
        ProblemShape.of(
                ProblemCode.NOT_ACCEPTABLE,
                mvc.get()
                        .uri("/audit/events")
                        .header("Accept", "text/csv")
                        .with(callingAs(AUDITOR))
                        .exchange());
    }

    @Test
    void showsHowFarTheRecordIsSound() {
        Instant at = Instant.parse("2026-11-22T09:00:00Z");
        trail.state =
                Optional.of(
                        new RecordState(
                                RecordState.Standing.TAMPERED,
                                new ChainEnd(6, "0".repeat(64)),
                                at,
                                new Finding(Fault.EDITED, 7),
                                new ChainEnd(9, "1".repeat(64)),
                                new RecordState.Newest(8, at, true),
                                new Finding(Fault.FORKED, 8)));

        assertThat(get("/audit/verification"))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo(
                        """
                        {
                          "state": "TAMPERED",
                          "verifiedTo": 6,
                          "verifiedAt": "2026-11-22T09:00:00Z",
                          "fault": {"kind": "EDITED", "seq": 7, "remedy": "%s"},
                          "head": {"seq": 9, "hash": "%s"},
                          "checkpoint": {"seq": 8, "at": "2026-11-22T09:00:00Z", "signed": true},
                          "checkpointsRefused": {"kind": "FORKED", "seq": 8, "remedy": "%s"}
                        }
                        """
                                .formatted(
                                        Fault.EDITED.remedy(),
                                        "1".repeat(64),
                                        Fault.FORKED.remedy()));
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(URI.create(path)).with(callingAs(AUDITOR)).exchange();
    }

    private MvcTestResult export(String query) {
        return mvc.get()
                .uri(URI.create("/audit/events" + query))
                .header("Accept", "application/x-ndjson")
                .with(callingAs(AUDITOR))
                .exchange();
    }

    private static String body(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
