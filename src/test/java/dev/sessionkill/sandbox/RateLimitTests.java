package dev.sessionkill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTests {

    private static final long SECOND = 1_000_000_000;

    @Test
    void admitsSoManyInASlidingSecond() {
        RateLimit limit = new RateLimit(2);

        assertThat(limit.admits("A", 0)).isTrue();
        assertThat(limit.admits("A", SECOND / 2)).isTrue();
        assertThat(limit.admits("B", SECOND / 2)).isTrue();
        assertThat(limit.admits("A", SECOND - 1)).isFalse();
    }

    @Test
    void admitsAgainAWholeSecondAfterAnArrival() {
        RateLimit limit = new RateLimit(1);

        assertThat(limit.admits("A", 0)).isTrue();
        assertThat(limit.admits("A", SECOND)).isTrue();
    }

    @Test
    void countsCallsThatItTurnedAway() {
        RateLimit limit = new RateLimit(1);
        limit.admits("A", 0);
        limit.admits("A", SECOND - 1);

        assertThat(limit.admits("A", SECOND)).isFalse();
    }

    @Test
    void refusesOnTheWireWithoutExecutingOrUsingUpAFault() throws IOException {
        AtomicLong ticker = new AtomicLong();
        SandboxOptions options = SandboxOptions.defaults().withTicker(ticker::get).withRateLimit(1);
        try (SandboxServer server = SandboxServer.start(options);
                WireClient client = new WireClient(server)) {
            assertThat(client.prepare("cdb-sandbox1", 1001).errorCode()).isEqualTo("none");
            server.faults().next(Match.PREPARE, Fault.error("InternalError", false));

            assertThat(client.prepare("cdb-sandbox1", 1001).errorCode())
                    .isEqualTo("RequestLimitExceeded");
            assertThat(server.ledger().calls().getLast().executed()).isFalse();

            ticker.addAndGet(SECOND);
            assertThat(client.prepare("cdb-sandbox1", 1001).errorCode()).isEqualTo("InternalError");
        }
    }
}
