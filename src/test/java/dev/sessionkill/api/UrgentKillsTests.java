package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.kill.KillOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebApiTests
class UrgentKillsTests {

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeKills kills;

    @BeforeEach
    void reset() {
        kills.reset();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "null, false"})
    void areAskedForInTheBody(String sent, boolean urgent) {
        assertThat(KillRequests.post(mvc, KillJson.with("urgent", sent))).hasStatusOk();

        assertThat(kills.orders()).extracting(KillOrder::urgent).containsExactly(urgent);
    }

    @Test
    void areNotUrgentByThemselves() {
        assertThat(KillRequests.post(mvc, KillJson.GOOD)).hasStatusOk();

        assertThat(kills.orders()).extracting(KillOrder::urgent).containsExactly(false);
    }

    @Test
    void sayOnlyOfThemselvesThatTheyAreUrgent() {
        assertThat(KillRequests.post(mvc, KillJson.GOOD))
                .bodyJson()
                .doesNotHavePath("$.urgent")
                .hasPath("$.reason");

        kills.endAs(SampleKills.urgent());

        assertThat(KillRequests.post(mvc, KillJson.with("urgent", "true")))
                .bodyJson()
                .extractingPath("$.urgent")
                .isEqualTo(true);
    }
}
