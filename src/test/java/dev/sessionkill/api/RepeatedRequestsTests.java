package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.kill.RepeatKey;
import dev.sessionkill.kill.Submission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebApiTests
class RepeatedRequestsTests {

    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeKills kills;

    @BeforeEach
    void reset() {
        kills.reset();
    }

    @Test
    void areNamedByTheirCaller() {
        assertThat(post("INC-4711, again ~1")).hasStatusOk().doesNotContainHeader(REPLAYED);
        assertThat(kills.keys()).containsExactly(Optional.of(new RepeatKey("INC-4711, again ~1")));
    }

    @Test
    void needNoName() {
        assertThat(KillRequests.post(mvc, KillJson.GOOD)).hasStatusOk();
        assertThat(kills.keys()).containsExactly(Optional.empty());
    }

    @Test
    void areAnsweredWithTheKillOfTheFirst() {
        kills.submitAnswers(() -> new Submission.Accepted(SampleKills.queued(), true));

        assertThat(post("a")).hasStatusOk().hasHeader(REPLAYED, "true");
    }

    @Test
    void areRefusedWhenTheyMeanSomethingElse() {
        kills.submitAnswers(Submission.KeyReused::new);

        ProblemShape.of(ProblemCode.IDEMPOTENCY_KEY_REUSED, post("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\tb", "ключ"})
    void areRefusedWithANameThatCannotBeRead(String key) {
        refused(post(key), "must be 1 to 255 printable characters");
    }

    @Test
    void areRefusedWithANameThatIsTooLong() {
        assertThat(post("a".repeat(255))).hasStatusOk();
        refused(post("a".repeat(256)), "must be 1 to 255 printable characters");
    }

    @Test
    void areRefusedWithTwoNames() {
        refused(
                KillRequests.posting(mvc)
                        .content(KillJson.GOOD)
                        .header(KEY, "a")
                        .header(KEY, "b")
                        .exchange(),
                "stands twice");
    }

    private MvcTestResult post(String key) {
        return KillRequests.posting(mvc).content(KillJson.GOOD).header(KEY, key).exchange();
    }

    private static void refused(MvcTestResult result, String message) {
        ProblemShape.of(ProblemCode.INVALID_REQUEST, result);
        assertThat(result)
                .bodyJson()
                .extractingPath("$.errors")
                .isEqualTo(List.of(Map.of("field", KEY, "message", message)));
    }
}
