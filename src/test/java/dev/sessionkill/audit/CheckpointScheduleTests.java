package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CheckpointScheduleTests {

    private final List<SignedNote> delivered = new CopyOnWriteArrayList<>();
    private volatile boolean broken;
    private TestRecord record;
    private CheckpointSchedule schedule;

    @BeforeEach
    void open(@TempDir Path directory) {
        record = new TestRecord(directory);
        schedule = every(Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        schedule.stop();
        record.close();
    }

    @Test
    void handsOutWhatItMakes(CapturedOutput output) {
        record.grow(2);

        schedule.turn();

        assertThat(delivered).isEqualTo(record.checkpoints.newest(9)).hasSize(1);
        assertThat(output)
                .contains(
                        "Checkpoint of event 2: "
                                + delivered.getFirst().whole().replace("\n", "\\n"));
    }

    @Test
    void handsOutAgainWhatDidNotArrive(CapturedOutput output) {
        record.grow(2);
        broken = true;
        schedule.turn();
        broken = false;
        schedule.turn();
        schedule.turn();

        assertThat(delivered).isEqualTo(record.checkpoints.newest(9)).hasSize(1);
        assertThat(output).contains("did not reach gateway.audit.checkpoint-to");
    }

    @Test
    void refusesAloudAndUntilTheHistoryIsRightAgain(CapturedOutput output) {
        record.grow(2);
        schedule.turn();
        record.grow(2);
        record.asItsOwner("update audit_event set at = at + 1 where seq = 3");

        schedule.turn();
        assertThat(schedule.refusal()).contains(new Finding(Fault.EDITED, 3));
        assertThat(output).contains("EDITED at event 3", Fault.EDITED.remedy());

        record.asItsOwner("update audit_event set at = at - 1 where seq = 3");
        schedule.turn();
        assertThat(schedule.refusal()).isEmpty();
        assertThat(delivered).hasSize(2);
    }

    @Test
    void goesOnWhenTheDatabaseDoesNotAnswer() {
        record.grow(1);
        record.asItsOwner("alter table audit_head rename to gone");
        schedule.turn();
        record.asItsOwner("alter table gone rename to audit_head");
        schedule.turn();

        assertThat(delivered).hasSize(1);
    }

    @Test
    void runsByItself() {
        schedule = every(Duration.ofMillis(20));
        schedule.start();
        assertThat(schedule.isRunning()).isTrue();
        record.grow(1);

        await().until(() -> delivered.size() == 1);
        record.grow(1);
        await().until(() -> delivered.size() == 2);
    }

    @Test
    void coversWhatHappenedLastWhenItStops() {
        schedule.start();
        record.grow(5);

        schedule.stop();

        assertThat(schedule.isRunning()).isFalse();
        assertThat(delivered)
                .extracting(it -> it.checkpoint().end())
                .containsExactly(record.head());
    }

    @Test
    void stopsLast() {
        assertThat(schedule.getPhase()).isEqualTo(Integer.MIN_VALUE);
    }

    private CheckpointSchedule every(Duration duration) {
        CheckpointDestination destination = new Listening();
        return new CheckpointSchedule(
                new Checkpoints(record.reader, destination, TestNotes.signer()),
                destination,
                duration);
    }

    /** Keeps what it is given, unless it is broken. */
    private final class Listening implements CheckpointDestination {
        @Override
        public void deliver(SignedNote note) throws IOException {
            if (broken) {
                throw new IOException("for the test");
            }
            delivered.add(note);
        }

        @Override
        public Optional<SignedNote> newest() {
            return new ArrayList<>(delivered).reversed().stream().findFirst();
        }
    }
}
