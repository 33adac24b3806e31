package dev.sessionkill.api;

import static dev.sessionkill.access.CallingAs.callingAs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sessionkill.sessions.Expectation;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebApiTests
class TimesTests {

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeKills kills;

    @BeforeEach
    void reset() {
        kills.reset();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # RFC 3339,                           instant
                    2025-11-22T09:00:00Z,                 2025-11-22T09:00:00Z
                    2025-11-22t09:00:00.5z,               2025-11-22T09:00:00.500Z
                    2025-11-22T09:00:00.123000000Z,       2025-11-22T09:00:00.123Z
                    2025-11-22T17:00:00+08:00,            2025-11-22T09:00:00Z
                    2025-11-22T09:00:00-00:00,            2025-11-22T09:00:00Z
                    1990-12-31T23:59:60Z,                 1991-01-01T00:00:00Z
                    1990-12-31T15:59:60-08:00,            1991-01-01T00:00:00Z
                    2016-12-31T23:59:60.25Z,              2017-01-01T00:00:00.250Z
                    """)
    void areReadAlikeInBodiesAndInQueries(String text, Instant time) {
        assertThat(Times.parse(text)).isEqualTo(time);
        search(text);
        assertThat(kills.searches().getFirst().from()).isEqualTo(Optional.of(time));
        assertThat(post('"' + text + '"')).hasStatusOk();
        assertThat(kills.orders().getFirst().sessions().values())
                .extracting(Expectation::observedAt)
                .containsExactly(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1763802000",
                "1763802000.5",
                " 2025-11-22T09:00:00Z",
                "2025-11-22T09:00:00Z ",
                "2025-11-22T09:00:00",
                "2025-11-22T09:00Z",
                "2025-11-22T09Z",
                "2025-11-22",
                "2025-11-22 09:00:00Z",
                "20251122T090000Z",
                "2025-11-22T09:00:00,5Z",
                "2025-11-22T09:00:00.Z",
                "2025-11-22T24:00:00Z",
                "2025-11-22T09:60:00Z",
                "2025-11-22T09:00:61Z",
                "2025-11-31T09:00:00Z",
                "2025-11-22T09:00:00+08",
                "2025-11-22T09:00:00+0800",
                "2025-11-22T09:00:00+08:00:30",
                "2025-11-22T09:00:00+08:60",
                "2025-11-22T09:00:00+19:00",
                "2025-11-22T09:00:00Z[UTC]",
                "2025-11-22T23:59:60Z",
                "2016-12-31T23:59:60+08:00",
                "2016-12-31T12:00:60Z",
                "+2025-11-22T09:00:00Z",
                "+02025-11-22T09:00:00Z",
                "\uff12\uff10\uff12\uff15-11-22T09:00:00Z"
            })
    void areNothingElse(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Times.parse(text));
        refused("from", search(text));
        refused("sessions[0].observedAt", post('"' + text + '"'));
        assertThat(kills.orders()).isEmpty();
        assertThat(kills.searches()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1763802000", "1763802000.5", "0", "-1", "true", "[2025,11,22]", "{}"})
    void areNoNumbers(String json) {
        refused("sessions[0].observedAt", post(json));
        assertThat(kills.orders()).isEmpty();
    }

    private static void refused(String field, MvcTestResult result) {
        var problem = ProblemShape.of(ProblemCode.INVALID_REQUEST, result);
        assertThat(ProblemShape.fields(problem)).containsExactly(field);
        assertThat(ProblemShape.messages(problem))
                .singleElement()
                .asString()
                .startsWith("must be a time ")
                .endsWith("2026-11-22T09:00:00Z");
    }

    private MvcTestResult search(String from) {
        String encoded = URLEncoder.encode(from, StandardCharsets.UTF_8);
        return mvc.get()
                .uri(URI.create("/sessions/kill?from=" + encoded))
                .with(callingAs(KillRequests.CALLER))
                .exchange();
    }

    private MvcTestResult post(String observedAt) {
        return KillRequests.post(
                mvc,
                """
                {"instanceId": "cdb-1", "reason": "INC-4711",
                 "sessions": [{"thread": 1, "observedAt": %s}]}
                """
                        .formatted(observedAt));
    }
}
