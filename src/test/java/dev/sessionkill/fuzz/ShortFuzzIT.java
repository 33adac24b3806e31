package dev.sessionkill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** So many requests that the fuzzer itself does not rot; the campaign is {@link FuzzIT}. */
class ShortFuzzIT {

    @Test
    void findsNothingInAFewHundredRequests() throws Exception {
        assertThat(FuzzedGateway.fuzz(300)).isEmpty();
    }
}
