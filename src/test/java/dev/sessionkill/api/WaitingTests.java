package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebApiTests
@TestPropertySource(properties = {"gateway.kill.wait=7s", "gateway.kill.max-wait=20s"})
class WaitingTests {

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeKills kills;

    @BeforeEach
    void reset() {
        kills.reset();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    # Prefer              | waits | Preference-Applied
                    wait=3                | 3     | wait=3
                    wait=20               | 20    | wait=20
                    wait=21               | 20    | wait=20
                    respond-async         | 0     | respond-async
                    respond-async, wait=3 | 3     | wait=3
                    wait=nonsense         | 7     | -
                    """)
    void isAsLongAsTheRequestPrefers(String prefer, long seconds, @Nullable String applied) {
        MvcTestResult result =
                KillRequests.posting(mvc)
                        .header("Prefer", prefer)
                        .content(KillJson.GOOD)
                        .exchange();

        assertThat(result).hasStatusOk();
        assertThat(kills.waits()).containsExactly(Duration.ofSeconds(seconds));
        assertThat(result.getResponse().getHeader("Preference-Applied")).isEqualTo(applied);
    }

    @Test
    void heedsEveryHeader() {
        assertThat(
                        KillRequests.posting(mvc)
                                .header("Prefer", "respond-async")
                                .header("Prefer", "wait=4")
                                .content(KillJson.GOOD))
                .hasHeader("Preference-Applied", "wait=4");
        assertThat(kills.waits()).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void isAsLongAsTheSettingsSayWhenNothingIsPreferred() {
        assertThat(KillRequests.post(mvc, KillJson.GOOD))
                .doesNotContainHeader("Preference-Applied");
        assertThat(kills.waits()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void tellsThatItAnswersBeforeTheEnd() {
        kills.endAs(SampleKills.queued());

        assertThat(
                        KillRequests.posting(mvc)
                                .header("Prefer", "respond-async")
                                .content(KillJson.GOOD))
                .hasStatus(202)
                .hasHeader("Preference-Applied", "respond-async")
                .containsHeader("Location")
                .containsHeader("Retry-After");
    }

    @Test
    void isNotDoneWhereThereIsNoRoom(@Autowired Seats seats) {
        kills.endAs(SampleKills.queued());
        List<Seats.Seat> all =
                Stream.generate(() -> seats.take(Duration.ofSeconds(1)))
                        .takeWhile(Seats.Seat::isAsWanted)
                        .toList();
        try {
            assertThat(KillRequests.posting(mvc).header("Prefer", "wait=3").content(KillJson.GOOD))
                    .hasStatus(202)
                    .doesNotContainHeader("Preference-Applied")
                    .containsHeader("Location");
            assertThat(kills.waits()).containsExactly(Duration.ZERO);
        } finally {
            all.forEach(Seats.Seat::close);
        }
    }
}
