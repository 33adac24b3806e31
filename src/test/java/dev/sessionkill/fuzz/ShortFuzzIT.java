package dev.sessionkill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * So many requests that the fuzzer itself does not rot, and the same ones each time: the gate says
 * the same about the same code. The campaign, with requests of chance, is {@link FuzzIT}.
 */
class ShortFuzzIT {

    private static final long SEED = 1;

    @Test
    void findsNothingInAFewHundredRequests() throws Exception {
        assertThat(FuzzedGateway.fuzz(SEED, 300)).isEmpty();
    }
}
