package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.core.KillId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class LeasesTests {

    @Test
    void areRenewedAgainAfterAFault(@TempDir Path directory, CapturedOutput output) {
        try (TestStore store = new TestStore(directory)) {
            KillId id = KillId.next();
            store.enter(id, SampleOrders.of(1), Duration.ofMinutes(1));
            Leases leases = new Leases(store.leases);
            leases.hold(id, 1, System.nanoTime());
            state(store, "NONSENSE");
            leases.start();
            await().until(() -> output.getOut().contains("tried again later that leases are"));

            state(store, "QUEUED");
            store.leasesRunOut();

            await().until(() -> abandoned(store).isEmpty());
            assertThat(output).doesNotContain("could not be renewed");
            leases.stop();
        }
    }

    private static void state(TestStore store, String state) {
        store.jdbc().sql("update kill set state = ?").param(state).update();
    }

    private static Set<KillId> abandoned(TestStore store) {
        return Set.copyOf(store.leases.abandoned(Set.of(SampleOrders.TARGET.account()), 10));
    }
}
