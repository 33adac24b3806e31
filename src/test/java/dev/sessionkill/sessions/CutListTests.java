package dev.sessionkill.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.SampleTargets;
import dev.sessionkill.core.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutListTests {

    private static final Target TARGET = SampleTargets.of("cdb-a");

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    0,     false
                    1,     true
                    10,    true
                    19,    true
                    20,    false
                    21,    true
                    100,   false
                    137,   true
                    1000,  false
                    9999,  true
                    10000, false
                    10001, false
                    256,   false
                    1024,  false
                    1025,  true
                    """)
    void takesEveryCountForCutThatCouldBeALimit(int rows, boolean complete) {
        assertThat(CutList.seemsComplete(rows, 10_000)).isEqualTo(complete);
    }

    @Test
    void provesNothingByAListThatIsNoShorterThanAnyBefore() {
        CutList lists = new CutList();

        assertThat(lists.provesAbsence(TARGET, 19, 10_000)).isTrue();
        assertThat(lists.provesAbsence(TARGET, 1024, 10_000)).isFalse();
        assertThat(lists.provesAbsence(TARGET, 1024, 10_000)).isFalse();
        assertThat(lists.provesAbsence(TARGET, 1023, 10_000)).isTrue();
        assertThat(lists.provesAbsence(TARGET, 0, 10_000)).isFalse();
        assertThat(lists.provesAbsence(TARGET, 12_000, 10_000)).isFalse();
        assertThat(lists.provesAbsence(TARGET, 10_000, 10_000)).isFalse();
    }

    /** Their servers may differ, and so may what the vendor shows of them. */
    @Test
    void keepsWhatItKnowsOfOneInstanceFromAnother() {
        CutList lists = new CutList();
        assertThat(lists.provesAbsence(TARGET, 9_999, 10_000)).isFalse();

        Target another = SampleTargets.of("cdb-b");
        assertThat(lists.provesAbsence(another, 100, 10_000)).isFalse();
        assertThat(lists.provesAbsence(TARGET, 100, 10_000)).isTrue();
    }

    @Test
    void keepsWhatItKnowsOfOneAccountFromAnother() {
        CutList lists = new CutList();
        assertThat(lists.provesAbsence(TARGET, 500, 10_000)).isFalse();

        Target another =
                new Target(
                        new AccountName("another"),
                        TARGET.region(),
                        TARGET.product(),
                        TARGET.instance());
        assertThat(lists.provesAbsence(another, 400, 10_000)).isFalse();
        assertThat(lists.provesAbsence(TARGET, 400, 10_000)).isTrue();
    }
}
