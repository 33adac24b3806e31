package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.KillId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KillOrderTests {

    private static final KillOrder ORDINARY = SampleOrders.of(1, 2);
    private static final KillOrder URGENT = SampleOrders.urgent(ORDINARY);

    /** Keys are kept for seven days, so the digest outlives a new version. */
    @Test
    void hasTheDigestOfBeforeThereWasAnUrgentLane() {
        assertThat(ORDINARY.digest())
                .isEqualTo("a65e096d48d4a4cd8fd2f1b4bfeff145dbf123a796f8c159a58bd4bedda94922");
    }

    @Test
    void isAnotherWhenItIsUrgent() {
        assertThat(URGENT.digest()).isNotEqualTo(ORDINARY.digest());
    }

    @Test
    void isUrgentOnRecordOnlyWhenItIs() {
        assertThat(data(ORDINARY)).doesNotContain("urgent");
        assertThat(data(URGENT)).contains("urgent=true");
    }

    private static String data(KillOrder order) {
        return KillEvents.requested(
                        new KillRegister.Entry(
                                KillId.next(),
                                order,
                                SampleOrders.TARGET,
                                SampleOrders.CALLER,
                                Optional.empty()))
                .data()
                .toString();
    }
}
