package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.sandbox.Fault;
import dev.sessionkill.sandbox.Match;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Kubernetes is told: when to send requests, and when to start the gateway again. */
class HealthIT extends GatewayOnPostgres {

    private static final String READINESS = "/actuator/health/readiness";
    private static final String LIVENESS = "/actuator/health/liveness";
    private static final String STARTUP = "/actuator/health/startup";

    @Test
    void isReadyWhileItsDatabaseAnswersAndAliveAllTheTime() throws Exception {
        assertThat(Stream.of(READINESS, LIVENESS, STARTUP)).allMatch(this::isUp);

        wire.cut();
        await().atMost(RECOVERY).until(() -> !isUp(READINESS));
        assertThat(isUp(LIVENESS)).isTrue();
        assertThat(isUp(STARTUP)).isTrue();

        wire.mend();
        await().atMost(RECOVERY).until(() -> isUp(READINESS));
    }

    /**
     * Every replica has the same vendor: if they went, nobody would be left to say what is wrong.
     */
    @Test
    void staysReadyWhileTheVendorRefusesOrIsAway() throws Exception {
        gateway.upstream()
                .faults()
                .always(Match.ANY, _ -> Fault.error("AuthFailure.SecretIdNotFound", false));
        assertThat(gateway.kill(INSTANCE, next).status()).isEqualTo(502);
        assertThat(Stream.of(READINESS, LIVENESS)).allMatch(this::isUp);

        gateway.upstream().close();
        assertThat(gateway.get("/sessions?instanceId=" + INSTANCE).status()).isEqualTo(502);
        assertThat(Stream.of(READINESS, LIVENESS)).allMatch(this::isUp);
    }

    @Test
    void isNotReadyFromTheMomentItIsToldToStop() throws Exception {
        gateway.upstream().latency(Duration.ofSeconds(1));
        gateway.kill("respond-async", INSTANCE, next);
        assertThat(gateway.upstream().ledger().await(calls -> !calls.isEmpty(), RECOVERY)).isTrue();
        Thread stop = Thread.ofVirtual().start(gateway::stop);

        await().atMost(RECOVERY).until(() -> !isUp(READINESS));

        assertThat(stop.isAlive()).as("still finishing the kill").isTrue();
        stop.join();
    }

    private boolean isUp(String path) {
        try {
            return gateway.management(path).equals("{\"status\":\"UP\"}");
        } catch (IOException _) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
