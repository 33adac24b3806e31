package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.access.Decision;
import dev.sessionkill.access.Standing;
import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.core.KillId;
import dev.sessionkill.dbbrain.TestAccounts;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionTests {

    private static final KillOrder URGENT = SampleOrders.urgent(SampleOrders.of(1));
    private static final String WHY =
            "No grant lets sub:oncall be urgent on instance cdb-test of account default.";

    private final AppsOnly grants = new AppsOnly();
    private TestStore store;
    private Admission admission;

    @BeforeEach
    void open(@TempDir Path directory) {
        store = new TestStore(directory);
        admission = new Admission(grants, TestAccounts.named("default"), store.denials);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void turnsAwayWhoMayNotBeUrgentAndRecordsThat() {
        assertThat(admission.ask(URGENT, SampleOrders.CALLER))
                .isEqualTo(new Admission.Answer.TurnedAway(new Submission.NotPermitted(WHY)));

        assertThat(store.events).singleElement().satisfies(AdmissionTests::tellsOfIt);
    }

    private static void tellsOfIt(AuditEvent event) {
        assertThat(event.kind()).isEqualTo(AuditKind.DENIED);
        assertThat(event.data().get("why")).isEqualTo(WHY);
        assertThat(event.data().get("urgent")).isEqualTo(true);
    }

    @Test
    void letsBeUrgentWhoMayAndAnybodyElseBeOrdinary() {
        assertThat(admission.ask(SampleOrders.of(1), SampleOrders.CALLER))
                .isInstanceOf(Admission.Answer.Admitted.class);
        grants.standing = new Standing(7, true);

        assertThat(admission.ask(URGENT, SampleOrders.CALLER))
                .isInstanceOfSatisfying(
                        Admission.Answer.Admitted.class,
                        it -> assertThat(it.allowed().standing()).isEqualTo(new Standing(7, true)));
        assertThat(store.events).isEmpty();
    }

    @Test
    void lastsForAKillThatIsTakenOverThoughItMayBeUrgentNoMore() {
        Kill kill = store.enter(KillId.next(), URGENT, TestRecovery.DEADLINE);

        assertThat(admission.again(kill, SampleOrders.CALLER)).isInstanceOf(Decision.Allowed.class);
    }
}
