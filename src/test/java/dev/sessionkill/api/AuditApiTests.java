package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.audit.AuditQuery;
import dev.sessionkill.audit.AuditReading;
import dev.sessionkill.audit.ChainEnd;
import dev.sessionkill.audit.Fault;
import dev.sessionkill.audit.Finding;
import dev.sessionkill.audit.RecordState;
import dev.sessionkill.audit.RecordedEvent;
import dev.sessionkill.core.KillId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AuditApiTests extends AuditOverHttp {

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

    @Test
    void showsEventsAndWhereToGoOn() {
        trail().page = new AuditReading.Page(List.of(EVENT));

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

        assertThat(trail().queries)
                .containsExactly(
                        new AuditQuery(
                                41,
                                Optional.of(AuditKind.DENIED),
                                Optional.of("sub:a b"),
                                Optional.of(KILL),
                                Optional.of(Instant.parse("2026-11-22T09:00:00Z")),
                                Optional.of(Instant.parse("2026-11-22T10:00:00Z"))));
        assertThat(trail().limits).containsExactly(9L);
    }

    @Test
    void showsTheFirstHundredUnlessAskedForMore() {
        assertThat(get("/audit/events")).hasStatusOk();
        assertThat(get("/audit/events?limit=1000")).hasStatusOk();

        assertThat(trail().queries).containsOnly(AuditQuery.ALL);
        assertThat(trail().limits).containsExactly(100L, 1_000L);
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
                    caller=canary%00        | caller | must not contain zero bytes
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
        assertThat(trail().queries).isEmpty();
    }

    @Test
    void showsHowFarTheRecordIsSound() {
        Instant at = Instant.parse("2026-11-22T09:00:00Z");
        trail().state =
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
}
