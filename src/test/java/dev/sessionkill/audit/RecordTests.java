package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.core.KillId;
import dev.sessionkill.storage.Transactions.Turn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.IllegalTransactionStateException;

class RecordTests {

    private TestRecord record;

    @BeforeEach
    void open(@TempDir Path directory) {
        record = new TestRecord(directory);
    }

    @AfterEach
    void close() {
        record.close();
    }

    @Test
    void beginsAtTheFixedHashThatTheMigrationWrites() {
        assertThat(record.head()).isEqualTo(ChainEnd.GENESIS);
    }

    @Test
    void keepsWhatItIsGivenInCanonicalForm() {
        KillId kill = KillId.next();

        record.append(
                AuditEvent.of(
                        AuditKind.REQUESTED,
                        "sub:ö\uD800",
                        kill,
                        Map.of("z", List.of(1, 2L), "a", Instant.EPOCH)));

        assertThat(record.events())
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.seq()).isEqualTo(1);
                            assertThat(it.at()).isGreaterThan(1_700_000_000_000L);
                            assertThat(it.kind()).isEqualTo("REQUESTED");
                            assertThat(it.caller()).isEqualTo("sub:ö\uFFFD");
                            assertThat(it.killId()).isEqualTo(kill.toString());
                            assertThat(it.data())
                                    .isEqualTo("{\"a\":\"1970-01-01T00:00:00Z\",\"z\":[1,2]}");
                            assertThat(it.prev()).isEqualTo(ChainEnd.GENESIS.hash());
                            assertThat(it.hash()).isEqualTo(new ChainHash().of(it));
                            assertThat(record.head()).isEqualTo(ChainEnd.of(it));
                        });
    }

    @Test
    void hasNoGapsAndOneEndUnderEightWritersAtOnce() throws Exception {
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            List<? extends Future<?>> all =
                    IntStream.range(0, 8)
                            .mapToObj(_ -> writers.submit(() -> record.grow(40)))
                            .toList();
            for (Future<?> writer : all) {
                writer.get();
            }
        }

        assertThat(record.events())
                .extracting(RecordedEvent::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 320).boxed().toList());
        assertThat(verified()).isEmpty();
        assertThat(record.head().seq()).isEqualTo(320);
    }

    @Test
    void leavesNoGapWhenATransactionIsRolledBack() {
        record.grow(2);
        assertThatThrownBy(
                        () ->
                                record.transactions.run(
                                        Turn.NEW,
                                        () -> {
                                            record.log.append(event());
                                            throw new IllegalStateException("for the test");
                                        }))
                .isInstanceOf(IllegalStateException.class);
        record.grow(1);

        assertThat(record.events()).extracting(RecordedEvent::seq).containsExactly(1L, 2L, 3L);
        assertThat(verified()).isEmpty();
    }

    @Test
    void takesNothingOutsideOfATransaction() {
        assertThatThrownBy(() -> record.log.append(event()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void takesNoPlaceForWhatItCannotHold() {
        assertThatThrownBy(
                        () ->
                                record.append(
                                        AuditEvent.of(
                                                AuditKind.LISTED,
                                                TestRecord.CALLER,
                                                Map.of("seconds", 1.5))))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(record.head()).isEqualTo(ChainEnd.GENESIS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_event set data = '{}' where seq = 1",
                "delete from audit_event where seq = 1",
                "delete from audit_event",
                "insert or replace into audit_event select * from audit_event where seq = 1",
                "update audit_checkpoint set note = ''",
                "delete from audit_checkpoint",
                "insert or replace into audit_checkpoint select * from audit_checkpoint"
            })
    void letsNobodyChangeOrDeleteWhatIsWritten(String statement) {
        record.grow(2);
        Checkpoint checkpoint = new Checkpoint("test", record.head(), Instant.EPOCH);
        record.checkpoints.add(new SignedNote(checkpoint, checkpoint.text(), List.of()));

        assertThatThrownBy(() -> record.jdbc.sql(statement).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("never");

        assertThat(verified()).isEmpty();
        assertThat(record.checkpoints.newest(1)).hasSize(1);
    }

    @Test
    void doesNotAddACheckpointThatAnotherHasAdded() {
        Checkpoint checkpoint = new Checkpoint("test", ChainEnd.GENESIS, Instant.EPOCH);
        SignedNote note = new SignedNote(checkpoint, checkpoint.text(), List.of());

        record.checkpoints.add(note);
        record.checkpoints.add(note);

        assertThat(record.checkpoints.newest(5)).containsExactly(note);
    }

    private static AuditEvent event() {
        return AuditEvent.of(AuditKind.LISTED, TestRecord.CALLER, Map.of());
    }

    private Optional<Finding> verified() {
        return new ChainVerifier(ChainEnd.GENESIS, List.of(record.head()))
                .verify(new EventBatches(0, it -> record.table.after(it, 7)));
    }
}
