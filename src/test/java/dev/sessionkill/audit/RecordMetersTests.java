package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.audit.RecordState.Standing;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordMetersTests {

    private TestRecord record;
    private CheckpointSchedule schedule;
    private RunningVerification verification;
    private RecordWatch watch;
    private long nanos = -7;

    @BeforeEach
    void open(@TempDir Path directory) {
        record = new TestRecord(directory);
        schedule = record.schedule();
        verification = record.verification();
        watch =
                new RecordWatch(
                        record.reader,
                        verification,
                        new RecordMeters(record.meters, verification, schedule, () -> nanos));
    }

    @AfterEach
    void close() {
        watch.stop();
        verification.stop();
        record.close();
    }

    @Test
    void tellHowLongAppendingTakes() {
        assertThat(appends()).isZero();

        record.grow(3);

        assertThat(appends()).isEqualTo(3);
    }

    private long appends() {
        return record.meters.get("gateway.audit.append").timer().count();
    }

    @Test
    void knowNoAgesBeforeThereIsAnything() {
        watch.look();

        assertThat(age("head")).isNaN();
        assertThat(age("checkpoint")).isNaN();
        assertThat(age("verification")).isNotNegative();
    }

    @Test
    void tellHowOldTheLastEventIsAndTheNewestCheckpoint() {
        record.grow(2);
        schedule.turn();
        record.asItsOwner("update audit_event set at = at - 5000 where seq = 2");

        watch.look();

        assertThat(age("checkpoint")).isNotNegative();
        assertThat(age("head") - age("checkpoint")).isGreaterThanOrEqualTo(5);
    }

    @Test
    void growOlderWhileTheDatabaseDoesNotAnswer() {
        record.grow(1);
        watch.look();
        double before = age("head");
        record.asItsOwner("alter table audit_head rename to gone");

        nanos += Duration.ofMinutes(7).toNanos();
        watch.look();

        assertThat(age("head")).isEqualTo(before + 420);
        assertThat(age("verification")).isGreaterThanOrEqualTo(420);
    }

    @Test
    void sayWhatTheVerificationFoundWithoutAnybodyAsking() {
        record.grow(3);
        assertThat(standing(Standing.VERIFYING)).isEqualTo(1);
        assertThat(standing(Standing.SOUND)).isZero();

        lookUntil(Standing.SOUND);
        assertThat(standing(Standing.VERIFYING)).isZero();

        record.grow(1);
        record.asItsOwner("update audit_event set data = '{}' where seq = 4");
        lookUntil(Standing.TAMPERED);
        assertThat(standing(Standing.SOUND)).isZero();
    }

    /** A look waits for the verification no longer than a second. */
    private void lookUntil(Standing expected) {
        await().pollDelay(Duration.ZERO)
                .until(
                        () -> {
                            watch.look();
                            return standing(expected) == 1;
                        });
    }

    @Test
    void sayThatNoCheckpointIsMadeOfARecordThatWasRewritten() {
        record.grow(3);
        schedule.turn();
        assertThat(refused()).isZero();

        record.grow(1);
        record.asItsOwner("update audit_event set data = '{}' where seq = 4");
        schedule.turn();

        assertThat(refused()).isEqualTo(1);
    }

    private double refused() {
        return record.meters.get("gateway.audit.checkpoint.refused").gauge().value();
    }

    private double age(String what) {
        return record.meters.get("gateway.audit." + what + ".age").timeGauge().value();
    }

    private double standing(Standing standing) {
        return record.meters
                .get("gateway.audit.verification")
                .tag("standing", standing.name())
                .gauge()
                .value();
    }
}
