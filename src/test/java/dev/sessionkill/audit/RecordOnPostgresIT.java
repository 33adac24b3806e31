package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.audit.Checkpoints.Outcome;
import dev.sessionkill.core.KillId;
import dev.sessionkill.storage.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

/** What of the record depends on the database, on the one that has several writers. */
class RecordOnPostgresIT {

    private TestRecord record;
    private String url;

    @BeforeEach
    void open(@TempDir Path directory) {
        url = Dialect.POSTGRESQL.ifAvailable().newPatientDatabase(directory);
        HikariDataSource pool = Dialect.open(url);
        Dialect.migrate(pool);
        record = new TestRecord(pool);
    }

    @AfterEach
    void close() {
        record.close();
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
        assertThat(
                        new ChainVerifier(ChainEnd.GENESIS, List.of(record.head()))
                                .verify(record.reader.events(0, Long.MAX_VALUE)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_event set data = '{}' where seq = 1",
                "delete from audit_event where seq = 1",
                "delete from audit_event",
                "truncate audit_event",
                "insert into audit_event select * from audit_event where seq = 1"
                        + " on conflict (seq) do update set data = '{}'",
                "update audit_checkpoint set note = ''",
                "delete from audit_checkpoint",
                "truncate audit_checkpoint"
            })
    void letsNobodyChangeOrDeleteWhatIsWritten(String statement) {
        record.grow(2);

        assertThatThrownBy(() -> record.jdbc.sql(statement).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("never");

        assertThat(record.events()).hasSize(2);
    }

    @Test
    void findsMakesCheckpointsAndIsVerifiedFromOutside() {
        KillId kill = KillId.next();
        record.append(
                AuditEvent.of(
                        AuditKind.REQUESTED, "sub:ü\uD83D\uDE00", kill, Map.of("a\u0000", 1)));
        record.grow(4);
        AuditQuery query =
                new AuditQuery(
                        0,
                        Optional.of(AuditKind.REQUESTED),
                        Optional.of("sub:ü\uD83D\uDE00"),
                        Optional.of(kill),
                        Optional.of(Instant.EPOCH),
                        Optional.of(Instant.parse("2999-01-01T00:00:00Z")));
        assertThat(record.table.find(query, 0, 9)).hasSize(1);
        Checkpoints checkpoints =
                new Checkpoints(
                        record.reader, new CheckpointDestination.Nowhere(), TestNotes.signer());

        assertThat(checkpoints.make()).isInstanceOf(Outcome.Made.class);
        assertThat(checkpoints.make()).isEqualTo(new Outcome.NothingNew());
        record.reader.add(record.checkpoints.newest(1).getFirst());
        assertThat(record.checkpoints.newest(9)).hasSize(1);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(
                        AuditCommand.run(
                                List.of("verify", "--database", url),
                                new PrintStream(out, true, StandardCharsets.UTF_8)))
                .as(out.toString(StandardCharsets.UTF_8))
                .isZero();
    }
}
