package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.SampleTargets;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.kill.KillFailure;
import dev.sessionkill.kill.KillSession;
import dev.sessionkill.kill.Preview;
import dev.sessionkill.kill.SessionOutcome;
import dev.sessionkill.kill.Submission;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.sessions.Statements;
import dev.sessionkill.sessions.Trait;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebApiTests
class ExpectedSessionsTests {

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeKills kills;

    @BeforeEach
    void reset() {
        kills.reset();
    }

    @Test
    void areRowsAsTheyWereListedWithTheTimeRoundedUp() {
        post(
                """
                "sessions": [{"thread": 1001, "user": "report", "host": "10.1.2.3:52344",
                  "db": "shop", "command": "Query", "state": "Sending data", "seconds": 873,
                  "sql": "select 1", "protectedBy": null,
                  "observedAt": "2025-11-22T09:00:00.000001Z"}, {"thread": 7}]
                """);

        assertThat(kills.orders().getFirst().sessions())
                .containsEntry(
                        new ThreadId(1001),
                        new Expectation(
                                "report",
                                "10.1.2.3:52344",
                                "shop",
                                Statements.fingerprint("select 1"),
                                873L,
                                Instant.parse("2025-11-22T09:00:00.001Z")))
                .containsEntry(new ThreadId(7), Expectation.NONE)
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "sessions": [], "validateOnly": false             | sessions               | must name 1 to 100 sessions
                    "sessions": [{"user": "report"}]                  | sessions[0].thread     | is required
                    "sessions": [{"thread": 0}]                       | sessions[0].thread     | must be a positive 64-bit integer
                    "sessions": [{"thread": 1}, {"thread": 1}]        | sessions[1]            | stands twice
                    "sessions": [null]                                | sessions[0]            | is required
                    "sessions": [{"thread": 1, "seconds": -1}]        | sessions[0].seconds    | must not be negative
                    "sessions": [{"thread": 1, "seconds": 9223372036854775808}] | sessions[0].seconds | must be a number of whole seconds
                    "sessions": [{"thread": 9223372036854775808}]     | sessions[0].thread     | must be a positive 64-bit integer
                    "sessions": [{"thread": 1, "observedAt": "2999-01-01T00:00:00Z"}] | sessions[0].observedAt | lies in the future
                    "sessions": [{"thread": 1}], "threads": [1]       | threads                | must not stand beside sessions
                    "sessions": 4711                                  | sessions               | must be a list
                    "sessions": [4711]                                | sessions[0]            | must be an object
                    "sessions": [{"thread": "1"}]                     | sessions[0].thread     | must be a positive 64-bit integer
                    "sessions": [{"thread": 1, "seconds": "9"}]       | sessions[0].seconds    | must be a number of whole seconds
                    "sessions": [{"thread": 1, "user": 9}]            | sessions[0].user       | must be a string
                    "sessions": [{"thread": 1, "user": "a\\u0000"}]  | sessions[0].user       | must not contain zero bytes or unpaired surrogates
                    "sessions": [{"thread": 1, "host": "\\ud800a"}]  | sessions[0].host       | must not contain zero bytes or unpaired surrogates
                    "sessions": [{"thread": 1, "db": "\\udc00"}]     | sessions[0].db         | must not contain zero bytes or unpaired surrogates
                    "sessions": [{"thread": 1, "observedAt": "now"}]  | sessions[0].observedAt | must be a time as in 2026-11-22T09:00:00Z
                    "sessions": [{"thread": 1, "id": 1}]              | sessions[0].id         | is not a known field
                    "threads": [1], "validateOnly": "yes"             | validateOnly           | must be true or false
                    "threads": [1], "validateOnly": ""                | validateOnly           | must be true or false
                    "threads": [1], "validateOnly": " "               | validateOnly           | must be true or false
                    "threads": [1], "urgent": " "                     | urgent                 | must be true or false
                    "sessions": [{"thread": 1, "seconds": " "}]       | sessions[0].seconds    | must be a number of whole seconds
                    "sessions": [{"thread": 1, "observedAt": ""}]     | sessions[0].observedAt | must be a time as in 2026-11-22T09:00:00Z
                    "sessions": [{"thread": " "}]                     | sessions[0].thread     | must be a positive 64-bit integer
                    "threads": ""                                     | threads                | must be a list
                    "threads": [1], "urgent": "yes"                   | urgent                 | must be true or false
                    "threads": [1], "urgent": 1                       | urgent                 | must be true or false
                    """)
    void areRefusedWithTheFieldThatIsWrong(String sessions, String field, String message) {
        MvcTestResult result = post(sessions);

        ProblemShape.of(ProblemCode.INVALID_REQUEST, result);
        assertThat(result)
                .bodyJson()
                .extractingPath("$.errors")
                .isEqualTo(List.of(Map.of("field", field, "message", message)));
        assertThat(kills.orders()).isEmpty();
    }

    @Test
    void areOnlyLookedAtWhenTheRequestIsToBeValidated() {
        kills.previewAnswers(ExpectedSessionsTests::forecast);

        MvcTestResult result = post("\"threads\": [1001, 5], \"validateOnly\": true");

        assertThat(kills.orders()).isEmpty();
        assertThat(kills.previewed()).hasSize(1);
        assertThat(result)
                .hasStatusOk()
                .doesNotContainHeader("Location")
                .bodyJson()
                .isStrictlyEqualTo(
                        """
                        {
                          "validateOnly": true,
                          "result": "PARTIAL",
                          "account": "default",
                          "region": "ap-guangzhou",
                          "instanceId": "cdb-8jawylhf",
                          "product": "mysql",
                          "observedAt": "2026-11-22T09:00:00Z",
                          "sessions": [
                            {"thread": 5, "outcome": "PROTECTED", "user": null, "host": null,
                             "db": null, "command": null, "seconds": null,
                             "protectedBy": "event-scheduler"},
                            {"thread": 6, "outcome": "CHANGED", "user": null, "host": null,
                             "db": null, "command": null, "seconds": null,
                             "changed": ["HOST", "STATEMENT"]},
                            {"thread": 1001, "outcome": "KILLED", "user": "report",
                             "host": "10.1.2.3:52344", "db": "shop", "command": "Query",
                             "seconds": 880}
                          ]
                        }
                        """);
    }

    @Test
    void areNotForeseenWhenTheyCannotBeLookedAt() {
        kills.previewAnswers(
                () ->
                        new Preview.Unreadable(
                                new KillFailure(Stage.LIST, "InternalError", "req-1", true)));

        MvcTestResult result = post("\"threads\": [1001], \"validateOnly\": true");

        ProblemShape.of(ProblemCode.UPSTREAM_FAILED, result);
        assertThat(result).bodyJson().extractingPath("$.upstream.stage").isEqualTo("LIST");
        assertThat(result).bodyJson().extractingPath("$.retryable").isEqualTo("YES");
    }

    @Test
    void areNotForeseenForSomebodyWhoMayNotKillThem() {
        kills.previewAnswers(
                () -> new Preview.TurnedAway(new Submission.NotPermitted("No grant.")));

        ProblemShape.of(
                ProblemCode.NOT_PERMITTED, post("\"threads\": [1001], \"validateOnly\": true"));
    }

    private MvcTestResult post(String rest) {
        return KillRequests.post(
                mvc, "{\"instanceId\": \"cdb-8jawylhf\", \"reason\": \"INC-4711\", " + rest + "}");
    }

    private static Preview forecast() {
        return new Preview.Forecast(
                SampleTargets.of("cdb-8jawylhf"),
                Instant.parse("2026-11-22T09:00:00Z"),
                List.of(
                        new KillSession(
                                new ThreadId(5),
                                Expectation.NONE,
                                SessionOutcome.PROTECTED,
                                null,
                                new KillSession.Finding("event-scheduler", Set.of(), false, null)),
                        new KillSession(
                                new ThreadId(6),
                                Expectation.NONE,
                                SessionOutcome.CHANGED,
                                null,
                                new KillSession.Finding(
                                        null, Set.of(Trait.STATEMENT, Trait.HOST), false, null)),
                        new KillSession(
                                new ThreadId(1001),
                                Expectation.NONE,
                                SessionOutcome.KILLED,
                                new KillSession.Sight(
                                        "report", "10.1.2.3:52344", "shop", "Query", 880),
                                KillSession.Finding.NONE)));
    }
}
